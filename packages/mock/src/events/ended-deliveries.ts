import type { Random } from "../clock/random.ts";
import type { LimitWatch } from "../ports/limits.ts";
import type { EventSettings } from "../profile/profile.ts";
import type { AttemptedState, Delivery, DeliveryResult, Transport } from "./delivery.ts";
import { KeptDeliveries } from "./kept-deliveries.ts";

/** The finished deliveries: delivered ones and dead letters. */
export interface EndedDeliveries {
  readonly finishedDeliveries: KeptDeliveries;
  readonly deadLetters: KeptDeliveries;
}

/** Creates the lists. `onEvict` is called with each delivery that a limit removes. */
export function createEndedDeliveries(
  limits: LimitWatch,
  onEvict: (delivery: Delivery) => void,
): EndedDeliveries {
  const create = () => new KeptDeliveries(limits, onEvict);
  return { finishedDeliveries: create(), deadLetters: create() };
}

/** Removes and returns the undelivered events, or the given deliveries in any ended state. */
export function takeEnded(
  { finishedDeliveries, deadLetters }: EndedDeliveries,
  deliveryIds: readonly string[] | undefined,
): readonly Delivery[] {
  if (!deliveryIds) return deadLetters.take(() => true);
  const selectedIds = new Set(deliveryIds);
  return [deadLetters, finishedDeliveries].flatMap((keptDeliveries) =>
    keptDeliveries.take(({ id }) => selectedIds.has(id)),
  );
}

/** Keeps a delivery if it has ended. Returns whether the delivery has ended. */
export function keepEnded(
  { finishedDeliveries, deadLetters }: EndedDeliveries,
  delivery: Delivery,
): boolean {
  const { state } = delivery;
  if (state !== "delivered" && state !== "undelivered") return false;
  (state === "delivered" ? finishedDeliveries : deadLetters).keep(delivery);
  return true;
}

/** The options that determine the next attempt. */
interface NextAttemptOptions {
  readonly now: () => number;
  readonly settings: () => EventSettings;
  readonly random: Random;
  readonly transport?: Transport | undefined;
}

interface FinishedAttempt {
  readonly delivery: Delivery;
  readonly result: DeliveryResult;
  readonly isLast?: boolean | undefined;
}

/** Records the result of an attempt. Returns the state of the delivery after it. */
export function recordResult(
  { now, settings, random, transport }: NextAttemptOptions,
  endedDeliveries: EndedDeliveries,
  { delivery, result, isLast = false }: FinishedAttempt,
): AttemptedState {
  delivery.attempts.push({ at: now(), ...result });
  if ("status" in result && result.status >= 200 && result.status < 300) {
    endedDeliveries.finishedDeliveries.keep(delivery);
    return "delivered";
  }
  const { retryDelaysMs, jitter } = settings();
  const delay = transport && !isLast ? retryDelaysMs[delivery.attempts.length - 1] : undefined;
  if (delay !== undefined) {
    delivery.dueAt = now() + Math.round(delay * (1 + jitter * (2 * random.next() - 1)));
    return "waiting";
  }
  keepUndelivered(endedDeliveries, delivery);
  return "undelivered";
}

/** Marks a delivery as undelivered and keeps it with the dead letters. */
export function keepUndelivered(ended: EndedDeliveries, delivery: Delivery): void {
  delivery.state = "undelivered";
  ended.deadLetters.keep(delivery);
}

import type { RunningAttempt } from "./attempt.ts";
import type { Delivery, DeliveryResult } from "./delivery.ts";
import { createInFlight, type InFlight } from "./in-flight.ts";

/** What a queue asks of its outbox. */
export type QueueCallbacks = {
  /** Begins one try. */
  readonly attempt: (delivery: Delivery) => RunningAttempt;
  /** Told of every try; answers how long to wait for the next, undefined to give up. */
  readonly judge: (delivery: Delivery, result: DeliveryResult) => number | "delivered" | undefined;
  /** Calls `resume` when the wait is over, by the mock's clock. */
  readonly later: (delayMs: number, resume: () => void) => void;
};

/** The deliveries of one subscriber: any number of lanes, one delivery at a time in each. */
export type SubscriberQueue = {
  add(delivery: Delivery): void;
  readonly pending: number;
  /** Every delivery that is not done. */
  waiting(): readonly Delivery[];
  /** Its tries under way. Nobody waits for a subscriber while one that was left goes on. */
  readonly inFlight: InFlight;
  /** Forgets everything; what is in attempt ends unheard. */
  close(): void;
};

/** Tries of one subscriber that may be in attempt at once. */
const mostInFlight = 8;

/** A queue on its own: how slow its subscriber is concerns nobody else. */
export function createQueue(host: QueueCallbacks): SubscriberQueue {
  const lanes = new Map<string, Delivery[]>();
  let ready: string[] = [];
  const inFlight = createInFlight();
  let pending = 0;
  let isOpen = true;

  const pump = (): void => {
    while (inFlight.count < mostInFlight) {
      const name = ready.shift();
      const head = name === undefined ? undefined : lanes.get(name)?.[0];
      if (name === undefined || !head) return;
      head.state = "sending";
      inFlight.add(host.attempt(head), (result) => {
        if (isOpen) hear(name, head, result);
      });
    }
  };
  const hear = (name: string, head: Delivery, result: DeliveryResult): void => {
    const verdict = host.judge(head, result);
    if (typeof verdict === "number") {
      head.state = "waiting";
      host.later(verdict, () => resume(name));
    } else {
      head.state = verdict ?? "undelivered";
      advance(name);
    }
    pump();
  };
  const advance = (name: string): void => {
    const orderingKey = lanes.get(name);
    orderingKey?.shift();
    pending -= 1;
    if (orderingKey && orderingKey.length > 0) ready.push(name);
    else lanes.delete(name);
  };
  const resume = (name: string): void => {
    if (!isOpen) return;
    ready.push(name);
    pump();
  };
  return {
    get pending() {
      return pending;
    },
    inFlight,
    add: (delivery) => {
      pending += 1;
      const orderingKey = lanes.get(delivery.orderingKey);
      if (orderingKey) {
        orderingKey.push(delivery);
        return;
      }
      lanes.set(delivery.orderingKey, [delivery]);
      ready.push(delivery.orderingKey);
      pump();
    },
    waiting: () => [...lanes.values()].flat(),
    close: () => {
      isOpen = false;
      inFlight.stop("the subscription ended");
      lanes.clear();
      ready = [];
    },
  };
}

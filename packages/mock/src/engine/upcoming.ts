import type { ActionName } from "@tmf654/contract";
import { type ActionRecord, type BucketRecord, nextDue, resourceOf } from "@tmf654/ledger";
import { instantText } from "../clock/clock.ts";
import type { ScheduledDelivery } from "../events/outbox.ts";
import type { DueRecord } from "../store/due-records.ts";
import type { EngineCore } from "./core.ts";

/** The names of the due effects, each with its description. */
export const dueEffects = {
  starts: "The validity of the bucket starts.",
  warn: "The signal that the bucket expires soon is sent.",
  expires: "The validity of the bucket ends.",
  forfeit: "The bucket loses its value.",
  stage: "The bucket reaches the next stage of its life.",
  reservation: "The reservation expires, and its value returns to the bucket.",
  autoTopup: "The auto-top-up runs.",
  completion: "The delayed action completes.",
  retry: "An event is sent again.",
} as const;

/** The name of a due effect. */
export type DueEffectName = keyof typeof dueEffects;

/** An effect that happens without a request when the clock reaches its instant. */
export interface DueEffect {
  readonly time: string;
  readonly effect: DueEffectName;
  readonly bucketId?: string;
  readonly action?: { readonly id: string; readonly resource: ActionName };
  /** For `retry`: the delivery of the event. */
  readonly delivery?: {
    readonly id: string;
    readonly eventType: string;
    readonly callback: string;
  };
}

/** The effects that are due next. */
export interface Upcoming {
  readonly effects: readonly DueEffect[];
  /** Whether more effects are due later. */
  readonly hasMore: boolean;
}

interface TimedEffect {
  readonly at: number;
  readonly effect: DueEffect;
}

/**
 * Returns the effects that are due next, in order of time, from the store and from the waiting
 * events.
 */
export function listUpcoming(
  core: EngineCore,
  scheduled: Iterable<ScheduledDelivery>,
  limit: number,
): Upcoming {
  const timedEffects: TimedEffect[] = [];
  const seenIds = new Set<string>();
  for (const dueRecord of core.store.upcoming()) {
    const effect = effectOf(dueRecord, core);
    const key = JSON.stringify(effect);
    if (seenIds.has(key)) continue;
    seenIds.add(key);
    timedEffects.push({ at: dueRecord.at, effect });
    if (timedEffects.length > limit) break;
  }
  let retries = 0;
  for (const { at, delivery } of scheduled) {
    const { id, eventType, callback } = delivery;
    const effect: DueEffect = {
      time: instantText(at),
      effect: "retry",
      bucketId: delivery.orderingKey,
      delivery: { id, eventType, callback },
    };
    timedEffects.push({ at, effect });
    retries += 1;
    if (retries > limit) break;
  }
  const effects = timedEffects.sort((one, other) => one.at - other.at).map(({ effect }) => effect);
  return { effects: effects.slice(0, limit), hasMore: effects.length > limit };
}

function effectOf(dueRecord: DueRecord, core: EngineCore): DueEffect {
  const time = instantText(dueRecord.at);
  if ("bucket" in dueRecord) {
    return { time, effect: bucketEffect(dueRecord, core), bucketId: dueRecord.bucket.id };
  }
  const { action } = dueRecord;
  const { id, kind, bucketId } = action;
  return {
    time,
    effect: actionEffect(action),
    bucketId,
    action: { id, resource: resourceOf(kind) },
  };
}

function bucketEffect(
  { at, bucket }: { readonly at: number; readonly bucket: BucketRecord },
  { policy }: EngineCore,
): DueEffectName {
  const scheduledCommand = nextDue(bucket, policy());
  if (scheduledCommand?.at === at)
    return scheduledCommand.command.type === "warn" ? "warn" : "forfeit";
  if (bucket.endsAt === at) return "expires";
  return bucket.startsAt === at ? "starts" : "stage";
}

function actionEffect({ kind, auto }: ActionRecord): DueEffectName {
  if (auto !== undefined) return "autoTopup";
  return kind === "reserve" ? "reservation" : "completion";
}

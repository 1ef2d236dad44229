import { type ActionRecord, type BucketRecord, type Decision, nextDue } from "@tmf654/ledger";
import type { DueSource } from "../clock/clock.ts";
import type { EngineCore } from "./core.ts";
import { applyTestNumber } from "./test-numbers.ts";

/** Creates the source of due effects: expiry, ends of reservations, delays and auto-top-ups. */
export function createEffects(core: EngineCore, publish: (decision: Decision) => void): DueSource {
  const { store, policy } = core;
  // Each execution of an auto-top-up is a new request, so test numbers apply to each.
  const context = (record: ActionRecord | BucketRecord, dueAt: number) => {
    const context = core.context(dueAt);
    const isAutoTopup = "auto" in record && record.auto !== undefined;
    return isAutoTopup
      ? applyTestNumber(record.kind, record.details, store, context)
      : { view: store, context };
  };
  return {
    nextDue: () => store.nextDue()?.at,
    runNext: (dueAt) => {
      const due = store.nextDue();
      if (!due) return;
      store.takeDue();
      const record = "bucket" in due ? due.bucket : due.action;
      const effect = nextDue(record, policy());
      if (effect && effect.at <= dueAt)
        publish(core.execute(effect.command, context(record, dueAt)));
      // The status of a bucket may change with time alone, without an effect of the ledger.
      if ("bucket" in due) store.buckets.refresh(due.bucket.id);
    },
    onClockSetBack: () => store.load(store.save()),
  };
}

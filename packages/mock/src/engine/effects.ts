import { type ActionRecord, type BucketRecord, type Decision, nextDue } from "@tmf654/ledger";
import type { DueSource } from "../clock/clock.ts";
import type { EngineCore } from "./core.ts";
import { applyTestNumber } from "./test-numbers.ts";

/** Creates the source of due effects: expiry, ends of reservations, delays and auto-top-ups. */
export function createEffects(core: EngineCore, publish: (decision: Decision) => void): DueSource {
  const { store, policy } = core;
  // Each execution of an auto-top-up is a new request, so test numbers apply to each.
  const adjustedContext = (record: ActionRecord | BucketRecord, dueAt: number) => {
    const context = core.context(dueAt);
    const isAutoTopup = "auto" in record && record.auto !== undefined;
    return isAutoTopup
      ? applyTestNumber(record.kind, record.details, store, context)
      : { view: store, context };
  };
  return {
    nextDue: () => store.nextDue()?.at,
    runNext: (dueAt) => {
      const dueRecord = store.nextDue();
      if (!dueRecord) return;
      store.takeDue();
      const record = "bucket" in dueRecord ? dueRecord.bucket : dueRecord.action;
      const scheduledCommand = nextDue(record, policy());
      if (scheduledCommand && scheduledCommand.at <= dueAt)
        publish(core.execute(scheduledCommand.command, adjustedContext(record, dueAt)));
      // The status of a bucket may change with time alone, without an effect of the ledger.
      if ("bucket" in dueRecord) store.buckets.refresh(dueRecord.bucket.id);
    },
    onClockSetBack: () => store.load(store.save()),
  };
}

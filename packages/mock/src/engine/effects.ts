import { type ActionRecord, type BucketRecord, type Decision, nextDue } from "@tmf654/ledger";
import type { DueSource } from "../clock/clock.ts";
import type { Core } from "./core.ts";
import { bend } from "./well-known.ts";

/** What happens by itself: buckets expire, holds run out, delays pass, auto-top-ups recur. */
export function createEffects(core: Core, publish: (decision: Decision) => void): DueSource {
  const { world, policy } = core;
  // An auto-top-up asks anew each time, so a documented number behaves each time.
  const circumstances = (record: ActionRecord | BucketRecord, dueAt: number) => {
    const context = core.context(dueAt);
    const isAsking = "auto" in record && record.auto !== undefined;
    return isAsking ? bend(record.kind, record.details, world, context) : { view: world, context };
  };
  return {
    nextDue: () => world.nextDue()?.at,
    runNext: (dueAt) => {
      const due = world.nextDue();
      if (!due) return;
      world.takeDue();
      const record = "bucket" in due ? due.bucket : due.action;
      const effect = nextDue(record, policy());
      if (effect) publish(core.execute(effect.command, circumstances(record, dueAt)));
      // Without an effect of the ledger's the status has changed all the same.
      if ("bucket" in due) world.buckets.refresh(due.bucket.id);
    },
    rewound: () => world.load(world.save()),
  };
}

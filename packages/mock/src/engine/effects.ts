import { type Decision, nextDue } from "@tmf654/ledger";
import type { DueSource } from "../clock/clock.ts";
import type { Core } from "./core.ts";

/** What happens by itself: buckets expire, holds run out, delays pass, auto-top-ups recur. */
export function createEffects(core: Core, publish: (decision: Decision) => void): DueSource {
  const { world, policy } = core;
  return {
    nextDue: () => world.nextDue()?.at,
    runNext: (dueAt) => {
      const due = world.nextDue();
      if (!due) return;
      world.takeDue();
      const record = "bucket" in due ? due.bucket : due.action;
      const effect = nextDue(record, policy());
      if (effect) {
        publish(core.execute(effect.command, { view: world, context: core.context(dueAt) }));
      }
      // Without an effect of the ledger's the status has changed all the same.
      if ("bucket" in due) world.buckets.refresh(due.bucket.id);
    },
    rewound: () => world.load(world.save()),
  };
}

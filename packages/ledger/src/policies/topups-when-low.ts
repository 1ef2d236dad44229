import type { PolicyModules } from "../model/context.ts";
import { bucketOf, putAction, updateBucket } from "../operations/draft.ts";
import { isLow } from "../rules/low.ts";
import { isUsable } from "../rules/rule.ts";

/** Auto-top-ups without `recurringPeriod`, which run when the balance is low. */
export const topupsWhenLow: NonNullable<PolicyModules["topupsWhenLow"]> = {
  isWaiting: (draft, { bucketId }) => {
    const bucket = bucketOf(draft, bucketId);
    return bucket !== undefined && !isLow(bucket, draft.context.policy);
  },
  // Only a debit of the bucket makes the auto-top-up due.
  link: (draft, { id, bucketId }) => {
    const autoTopupIds = bucketOf(draft, bucketId)?.autoTopups ?? [];
    const openIds = autoTopupIds.filter((each) => draft.view.action(each)?.status === "created");
    updateBucket(draft, bucketId, { autoTopups: [...openIds, id] });
  },
  handleChange: (draft, { table, record: bucket }) => {
    if (table !== "bucket" || bucket?.autoTopups === undefined) return;
    const { view, context } = draft;
    const { now, policy } = context;
    const isDebit = bucket.remaining < (view.bucket(bucket.id)?.remaining ?? 0);
    if (!isDebit || !isUsable(bucket, now, policy) || !isLow(bucket, policy)) return;
    for (const id of bucket.autoTopups) {
      const parent = view.action(id);
      const { auto } = parent ?? {};
      if (parent?.status !== "created" || !auto || auto.open || auto.anchorAt > now) continue;
      putAction(draft, { ...parent, dueAt: now });
    }
  },
};

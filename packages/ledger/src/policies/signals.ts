import type { DecisionDraft, PolicyModules } from "../model/context.ts";
import type { ActionRecord, BucketRecord } from "../model/records.ts";
import { updateBucket } from "../operations/draft.ts";
import { isLow } from "../rules/low.ts";
import { isUsable } from "../rules/rule.ts";

/** Signals a balance that has become low. */
function signalLowBalance(draft: DecisionDraft, bucket: BucketRecord): void {
  const { now, policy } = draft.context;
  const bucketBefore = draft.view.bucket(bucket.id);
  const wasLow = bucketBefore === undefined || isLow(bucketBefore, policy);
  if (wasLow || !isLow(bucket, policy) || !isUsable(bucket, now, policy)) return;
  draft.signals.push({ type: "LowBalance", bucket });
}

/** Signals an action that was open and has completed. */
function signalCompleted(draft: DecisionDraft, action: ActionRecord): void {
  const wasOpen = draft.view.action(action.id)?.status === "created";
  if (wasOpen && action.status === "completed") draft.events.push({ type: "Completed", action });
}

/** Signals that a bucket expires soon, once for each end of its validity. */
function signalExpiringSoon(draft: DecisionDraft, bucket: BucketRecord): void {
  const { endsAt, warnedFor, id } = bucket;
  const { now, policy } = draft.context;
  if (endsAt === undefined || warnedFor === endsAt) return;
  if (endsAt - policy.expiringSoonMs > now) return;
  updateBucket(draft, id, { warnedFor: endsAt });
  if (endsAt > now) draft.signals.push({ type: "ExpiringSoon", bucket });
}

/** Signals beyond the contract's events, by `policy.signals`. */
export const signals: NonNullable<PolicyModules["signals"]> = {
  handleChange: (draft, { table, record }) => {
    const signals = draft.context.policy.signals;
    if (table === "bucket" && record && signals.includes("lowBalance"))
      signalLowBalance(draft, record);
    if (table === "action" && signals.includes("completed")) signalCompleted(draft, record);
  },
  signalExpiringSoon,
};

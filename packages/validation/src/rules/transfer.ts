import { type Rule, rule, ruleFor } from "./rule.ts";

const differentBuckets: Rule = /* @__PURE__ */ rule({
  code: "sameBucket",
  reads: ["receiverBucket.id", "bucket.id"],
  message: "must be another bucket",
  breaks: ([receiver, giver]) => receiver !== undefined && receiver === giver,
});

const sameUsage: Rule = /* @__PURE__ */ rule({
  code: "usageTypeMismatch",
  reads: ["receiverBucketUsageType", "usageType"],
  message: "must be {usageType} too",
  breaks: ([receiver, usageType]) =>
    receiver !== undefined && usageType !== undefined && receiver !== usageType && { usageType },
});

/** What holds between the two sides of a transfer. */
export const transferRules: readonly Rule[] = [differentBuckets, sameUsage];

/** The update schema of a transfer has no status; extra members would let it through unread. */
export const noTransferStatus: Rule = /* @__PURE__ */ ruleFor<{ status?: unknown }>()({
  code: "statusNotPatchable",
  reads: ["status"],
  message: "of a transfer cannot be changed: DELETE cancels it",
  breaks: ([status]) => status !== undefined,
});

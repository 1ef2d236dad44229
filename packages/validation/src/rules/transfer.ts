import { defineRule, defineRuleFor, type ValidationRule } from "./rule.ts";

const differentBuckets: ValidationRule = /* @__PURE__ */ defineRule({
  code: "sameBucket",
  reads: ["receiverBucket.id", "bucket.id"],
  message: "must be another bucket",
  breaks: ([receiver, giver]) => receiver !== undefined && receiver === giver,
});

const sameUsage: ValidationRule = /* @__PURE__ */ defineRule({
  code: "usageTypeMismatch",
  severity: "warning",
  reads: ["receiverBucketUsageType", "usageType"],
  message: "is not {usageType}: the server needs a rate between them",
  breaks: ([receiver, usageType]) =>
    receiver !== undefined && usageType !== undefined && receiver !== usageType && { usageType },
});

/** Rules about the two sides of a transfer. */
export const validTransferRules: readonly ValidationRule[] = [differentBuckets, sameUsage];

/**
 * The update schema of a transfer has no `status`, so without this rule a status would be ignored.
 */
export const noTransferStatus: ValidationRule = /* @__PURE__ */ defineRuleFor<{
  status?: unknown;
}>()({
  code: "statusNotPatchable",
  reads: ["status"],
  message: "of a transfer cannot be changed: use DELETE to cancel it",
  breaks: ([status]) => status !== undefined,
});

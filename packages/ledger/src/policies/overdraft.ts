import { sumOverSimilarBuckets } from "../model/account.ts";
import { stepsIn } from "../model/amounts.ts";
import type { PolicyModules } from "../model/context.ts";
import type { Policy } from "../model/policy.ts";
import type { BucketRecord } from "../model/records.ts";
import { bucketOf, updateBucket } from "../operations/draft.ts";

/** Steps by which usage may take a bucket below zero. */
const overdraftOf = (
  { usageType, dimension, transferable }: BucketRecord,
  policy: Policy,
): number =>
  transferable === false ? 0 : (stepsIn(policy.overdraft[usageType], dimension, policy) ?? 0);

/** The module that lets usage take the balances of an account below zero, by `policy.overdraft`. */
export const overdraft: NonNullable<PolicyModules["overdraft"]> = {
  lending: (bucket, policy, view) => {
    const maximumOverdraft = overdraftOf(bucket, policy);
    if (maximumOverdraft === 0) return maximumOverdraft;
    const debts = sumOverSimilarBuckets(bucket, view, ({ remaining }) => Math.min(0, remaining));
    return Math.max(0, maximumOverdraft + debts);
  },
  settle: (draft, id) => {
    const bucket = bucketOf(draft, id);
    if (bucket === undefined || bucket.remaining >= 0) return;
    updateBucket(draft, id, { overdraft: overdraftOf(bucket, draft.context.policy) });
  },
};

import { stepsIn } from "../model/amounts.ts";
import type { Policy } from "../model/policy.ts";
import type { BucketRecord } from "../model/records.ts";

/** Whether a balance is below the policy's threshold. If there is no threshold, only 0 is low. */
export const isLow = (bucket: BucketRecord, policy: Policy): boolean =>
  bucket.remaining < (stepsIn(policy.lowBalance[bucket.usageType], bucket.dimension, policy) ?? 1);

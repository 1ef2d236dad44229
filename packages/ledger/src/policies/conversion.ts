import { stepsIn } from "../model/amounts.ts";
import type { PolicyModules } from "../model/context.ts";
import type { Policy } from "../model/policy.ts";
import type { BucketRecord } from "../model/records.ts";

/**
 * A rate between two buckets: a number of steps of one, and the equal number of steps of the other.
 */
interface RateInSteps {
  readonly amount: number;
  readonly worth: number;
}

/**
 * The rate between two buckets. Undefined when both have the same kind of value, or when the policy
 * has no rate.
 */
function rateBetween(
  from: BucketRecord,
  to: BucketRecord,
  policy: Policy,
): RateInSteps | undefined {
  if (from.usageType === to.usageType && from.dimension === to.dimension) return undefined;
  for (const rate of policy.conversions) {
    if (rate.from !== from.usageType || rate.to !== to.usageType) continue;
    const amount = stepsIn(rate.amount, from.dimension, policy);
    const worth = stepsIn(rate.worth, to.dimension, policy);
    if (amount && worth !== undefined) return { amount, worth };
  }
  return undefined;
}

/** Rates for transfers to another usage type or currency, by `policy.conversions`. */
export const conversions: NonNullable<PolicyModules["conversions"]> = (steps, from, to, policy) => {
  const rate = rateBetween(from, to, policy);
  if (rate === undefined || steps < 0 || !Number.isSafeInteger(steps)) return rate && steps;
  // The result is rounded down, so that no conversion creates value.
  return Number((BigInt(steps) * BigInt(rate.worth)) / BigInt(rate.amount));
};

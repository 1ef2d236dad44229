import { stepsIn } from "../model/amounts.ts";
import type { PolicyParts } from "../model/context.ts";
import type { Policy } from "../model/policy.ts";
import type { BucketRecord } from "../model/records.ts";

/** A rate in steps of the two buckets: so many of the one are worth so many of the other. */
interface RateInSteps {
  readonly amount: number;
  readonly worth: number;
}

/** The rate between two buckets. Undefined when both have the same kind of value, or no rate. */
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
export const conversions: NonNullable<PolicyParts["conversions"]> = (steps, from, to, policy) => {
  const rate = rateBetween(from, to, policy);
  if (rate === undefined || steps < 0 || !Number.isSafeInteger(steps)) return rate && steps;
  // Rounded down: no conversion creates value.
  return Number((BigInt(steps) * BigInt(rate.worth)) / BigInt(rate.amount));
};

import { stepsIn } from "../model/amounts.ts";
import type { Policy } from "../model/policy.ts";
import { type Account, spendable } from "../model/posting.ts";
import type { BucketRecord } from "../model/records.ts";
import { type DecisionDraft, postMovement } from "./draft.ts";

/** A rate in steps of the two buckets: so many of the one are worth so many of the other. */
export interface RateInSteps {
  readonly amount: number;
  readonly worth: number;
}

/** The rate between two buckets of unlike value. Undefined when they are alike, or have no rate. */
export function rateBetween(
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

/** The worth of steps by a rate, rounded down: no conversion creates value. */
export const convert = (steps: number, rate: RateInSteps | undefined): number =>
  rate === undefined || steps < 0 || !Number.isSafeInteger(steps)
    ? steps
    : Number((BigInt(steps) * BigInt(rate.worth)) / BigInt(rate.amount));

/** Posts a movement between two buckets, by way of `conversion` when their values are unlike. */
export function postConverted(
  draft: DecisionDraft,
  [from, to]: readonly [BucketRecord, BucketRecord],
  [steps, credit]: readonly [number, number],
  rate: RateInSteps | undefined,
  actionId: string,
): void {
  const own = { from: spendable(from.id), dimension: from.dimension, steps, actionId };
  const theirs: Account = spendable(to.id);
  postMovement(draft, { ...own, to: rate ? "conversion" : theirs });
  if (rate === undefined) return;
  const { dimension } = to;
  postMovement(draft, { from: "conversion", to: theirs, dimension, steps: credit, actionId });
}

import { isSameDimension, type JsonAmount, stepsOf } from "./amount.ts";
import type { BucketView } from "./bucket.ts";
import { dayMs } from "./instant.ts";

/** The state of a bucket at a glance. */
export type Standing = "active" | "low" | "empty" | "suspended" | "expired" | "ending";

/** The words for each standing, which the page shows beside its colour. */
export const standingText: Readonly<Record<Standing, string>> = {
  active: "Active",
  low: "Low",
  empty: "Empty",
  suspended: "Suspended",
  expired: "Expired",
  ending: "Ends soon",
};

/** A bucket ends soon in its last three days. */
const soonMs = 3 * dayMs;

/** The balances below which the page calls a bucket low. A profile with `lowBalance` has its own. */
const usualLowAmounts: readonly JsonAmount[] = [
  ...["EUR", "GBP", "USD", "AUD", "CHF", "CAD"].map((units) => ({ amount: 2, units })),
  { amount: 20, units: "SEK" },
  { amount: 300, units: "JPY" },
  { amount: 1500, units: "CLP" },
  { amount: 100, units: "LKR" },
  { amount: 100, units: "MB" },
  { amount: 10, units: "min" },
  { amount: 10, units: "SMS" },
];

/** The amounts of a policy, by usage type. */
export type PolicyAmounts = Readonly<Record<string, JsonAmount | undefined>>;

/** Returns the amount of a policy for a bucket, if the amount has the bucket's dimension. */
export function policyAmount(
  { usageType, spendable: { units } }: Pick<BucketView, "usageType" | "spendable">,
  amounts: PolicyAmounts,
): JsonAmount | undefined {
  const amount = amounts[usageType];
  return amount && isSameDimension(amount.units, units) ? amount : undefined;
}

/** Returns the balance below which a bucket is low. */
export function lowMark(
  bucket: Pick<BucketView, "usageType" | "spendable">,
  policy: PolicyAmounts = {},
): JsonAmount | undefined {
  const { units } = bucket.spendable;
  const policyLow = policyAmount(bucket, policy);
  return policyLow ?? usualLowAmounts.find((mark) => isSameDimension(mark.units, units));
}

/** Returns the state of a bucket at a time. */
export function standingOf(
  bucket: Pick<BucketView, "status" | "spendable" | "held" | "ends">,
  lowAmount: JsonAmount | undefined,
  now: number,
): Standing {
  const { status, spendable, held, ends } = bucket;
  if (status === "expired" || status === "suspended") return status;
  const steps = stepsOf(spendable);
  if (steps <= 0 && stepsOf(held) <= 0) return "empty";
  if (lowAmount && steps < stepsOf(lowAmount)) return "low";
  return ends !== undefined && Date.parse(ends) - now < soonMs ? "ending" : "active";
}

/** The amounts that decide the width of a bar. */
export interface BarMarks {
  readonly limit?: JsonAmount | undefined;
  readonly low?: JsonAmount | undefined;
  readonly peakSteps?: number;
}

/** The parts of a bar, as shares of its whole width. */
export interface BarParts {
  readonly spendable: number;
  readonly held: number;
  /** The part below the limit of the balance that is free. */
  readonly free: number;
  /** The place of the low mark. */
  readonly low: number | undefined;
}

/**
 * Returns the parts of a bucket's bar. The width of the bar is the limit of the balance. Without a
 * limit, the width is the largest balance that the page has seen, and at least five low marks.
 */
export function barParts(
  { spendable, held }: Pick<BucketView, "spendable" | "held">,
  marks: BarMarks,
): BarParts {
  const [steps, heldSteps] = [Math.max(0, stepsOf(spendable)), Math.max(0, stepsOf(held))];
  const total = steps + heldSteps;
  const lowSteps = marks.low ? stepsOf(marks.low) : 0;
  const limit = marks.limit ? stepsOf(marks.limit) : undefined;
  const whole = Math.max(total, limit ?? Math.max(marks.peakSteps ?? 0, 5 * lowSteps));
  if (whole === 0) return { spendable: 0, held: 0, free: 0, low: undefined };
  return {
    spendable: steps / whole,
    held: heldSteps / whole,
    free: limit === undefined ? 0 : Math.max(0, limit - total) / whole,
    low: lowSteps > 0 ? Math.min(1, lowSteps / whole) : undefined,
  };
}

import type { Quantity } from "@tmf654/contract";
import { type Dimension, findUnit, fromSteps, toSteps, type Unit } from "@tmf654/quantity";
import type { Policy } from "./policy.ts";
import type { BucketRecord } from "./records.ts";

/** Beyond this a sum of steps is no longer exact. */
const MOST_STEPS = Number.MAX_SAFE_INTEGER;

/** A request's amount, read: its steps, or which of the two 400s it is. */
export type ReadAmount = {
  readonly steps: number;
  /** Undefined for text that names no unit: it fits no bucket. */
  readonly unit: Unit | undefined;
  readonly problem: "quantityIncomplete" | "amountInexact" | undefined;
};

const incomplete: ReadAmount = { steps: 0, unit: undefined, problem: "quantityIncomplete" };

export const readAmount = (
  quantity: Quantity | undefined,
  bucket: BucketRecord | undefined,
  policy: Policy,
): ReadAmount => {
  const amount = quantity?.amount;
  const lenient = policy.missingUnits === "bucket" ? bucket?.units : undefined;
  const units = quantity?.units ?? lenient;
  if (typeof amount !== "number" || typeof units !== "string") return incomplete;
  const unit = findUnit(units, policy);
  if (unit === undefined) return { steps: amount, unit, problem: undefined };
  const read = toSteps(amount, unit);
  return read.ok
    ? { steps: read.steps, unit, problem: undefined }
    : { steps: 0, unit, problem: "amountInexact" };
};

/** Steps of a quantity that policy names, or undefined when it is of another dimension. */
export const stepsIn = (
  quantity: Quantity | undefined,
  dimension: Dimension,
  policy: Policy,
): number | undefined => {
  const { steps, unit, problem } = readAmount(quantity, undefined, policy);
  return unit?.dimension === dimension && problem === undefined ? steps : undefined;
};

/** Steps as they are shown: in this unit when that is exact, else in the next smaller that is. */
export const quantityOf = (steps: number, units: string, policy: Policy): Quantity => {
  const unit = findUnit(units, policy);
  return unit === undefined ? { amount: steps, units } : fromSteps(steps, unit, policy);
};

/** Whether a bucket would hold more than can be counted exactly, or than its ceiling. */
export const exceedsCeiling = (bucket: BucketRecord, credit: number, policy: Policy): boolean => {
  const total = bucket.remaining + bucket.reserved + credit;
  const ceiling = stepsIn(policy.ceilings[bucket.usageType], bucket.dimension, policy);
  return credit > 0 && total > (ceiling ?? MOST_STEPS);
};

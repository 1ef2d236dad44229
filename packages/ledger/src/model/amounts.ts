import type { Quantity } from "@tmf654/contract";
import { type Dimension, findUnit, showSteps, toSteps, type Unit } from "@tmf654/quantity";
import type { Policy } from "./policy.ts";
import type { BucketRecord } from "./records.ts";

/**
 * The maximum of a bucket, in steps. Every whole number below it has at most 15 digits. So every
 * balance after a later debit can be shown and sent back.
 */
export const MAX_STEPS = 10 ** 15;

/** The parsed amount of a request: its steps, or the reason for a 400. */
export interface ParsedAmount {
  readonly steps: number;
  /** The unit; undefined when it is unknown, because no bucket has that unit. */
  readonly unit: Unit | undefined;
  readonly error: "quantityIncomplete" | "amountInexact" | undefined;
}

const incompleteAmount: ParsedAmount = { steps: 0, unit: undefined, error: "quantityIncomplete" };

export function parseAmount(
  quantity: Quantity | undefined,
  bucket: BucketRecord | undefined,
  policy: Policy,
): ParsedAmount {
  const amount = quantity?.amount;
  const defaultUnits = policy.missingUnits === "bucket" ? bucket?.units : undefined;
  const units = quantity?.units ?? defaultUnits;
  if (typeof amount !== "number" || typeof units !== "string") return incompleteAmount;
  const unit = findUnit(units, policy);
  const stepsResult = unit && toSteps(amount, unit);
  // An amount of an unknown unit may not exceed the maximum of a bucket.
  const isReadable = stepsResult ? stepsResult.ok : Math.abs(amount) <= MAX_STEPS;
  if (!isReadable) return { steps: 0, unit, error: "amountInexact" };
  return { steps: stepsResult?.ok ? stepsResult.steps : amount, unit, error: undefined };
}

/** Steps of a quantity in the policy, or undefined when it has another dimension. */
export function stepsIn(
  quantity: Quantity | undefined,
  dimension: Dimension,
  policy: Policy,
): number | undefined {
  const { steps, unit, error } = parseAmount(quantity, undefined, policy);
  return unit?.dimension === dimension && error === undefined ? steps : undefined;
}

/** Steps as a shown quantity: in this unit, cut to at most 15 significant digits. */
export function quantityOf(steps: number, units: string, policy: Policy): Quantity {
  const unit = findUnit(units, policy);
  if (unit === undefined) return { amount: steps, units };
  const { amount } = showSteps(steps, unit);
  return { amount, units: unit.symbol };
}

/** Whether the value of a bucket would exceed `MAX_STEPS` or the bucket's ceiling. */
export function exceedsCeiling(bucket: BucketRecord, credit: number, policy: Policy): boolean {
  const total = bucket.remaining + bucket.reserved + credit;
  const ceiling = stepsIn(policy.ceilings[bucket.usageType], bucket.dimension, policy);
  return credit > 0 && total > Math.min(ceiling ?? MAX_STEPS, MAX_STEPS);
}

/** A sum of balances as a shown quantity in this unit, never more than the real sum. */
export function totalOf(balances: readonly number[], units: string, policy: Policy): Quantity {
  const sum = balances.reduce((total, steps) => total + steps, 0);
  const unit = findUnit(units, policy);
  if (Number.isSafeInteger(sum) || unit === undefined) return quantityOf(sum, units, policy);
  const steps = balances.reduce((total, each) => total + BigInt(each), 0n);
  return { amount: showSteps(steps, unit).amount, units: unit.symbol };
}

import { findUnit, formatQuantity } from "@tmf654/quantity";

/** An amount as the mock returns it. */
export interface JsonAmount {
  readonly amount: number;
  readonly units: string;
}

/** An amount as the contract allows it. */
export interface LooseAmount {
  readonly amount?: number | undefined;
  readonly units?: string | undefined;
}

/** Returns an amount as people read it, such as `€25.50`. */
export function amountText(amount: LooseAmount | undefined): string {
  return formatQuantity(amount);
}

/** Returns an amount with its sign, such as `+€10.00`. The minus is the typographic one. */
export function signedAmountText({ amount, units }: JsonAmount): string {
  const sign = amount < 0 ? "−" : "+";
  return sign + amountText({ amount: Math.abs(amount), units });
}

/**
 * Returns an amount in the smallest steps of its unit, so that amounts in GB and MB compare. An
 * unknown unit is its own step.
 */
export function stepsOf({ amount = 0, units = "" }: LooseAmount): number {
  return amount * (findUnit(units)?.stepsPerUnit ?? 1);
}

/** Whether two units have the same dimension, such as GB and MB. */
export function isSameDimension(one: string, other: string): boolean {
  return (findUnit(one)?.dimension ?? one) === (findUnit(other)?.dimension ?? other);
}

/** Returns the amount of a JSON value, or `undefined` if the value is no amount. */
export function readAmount(value: unknown): JsonAmount | undefined {
  const { amount, units } = (value ?? {}) as Partial<Record<keyof JsonAmount, unknown>>;
  return typeof amount === "number" && typeof units === "string" ? { amount, units } : undefined;
}

/** Returns the amount of a number of smallest steps, in a unit. */
export function amountOfSteps(steps: number, units: string): JsonAmount {
  return { amount: steps / (findUnit(units)?.stepsPerUnit ?? 1), units };
}

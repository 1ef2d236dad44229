import { type Amount, parseOrThrow } from "./amount.ts";
import { coefficientAt, normalizeDecimal } from "./exact.ts";
import { QuantityError } from "./quantity-error.ts";
import type { Dimension, Unit } from "./units.ts";

/**
 * The exact sum. The sum of two units is in the smaller one: 1 GB and 1 MB are 1025 MB.
 *
 * @throws QuantityError `dimensionMismatch` where the compiler did not know the dimensions.
 * @example
 * ```ts
 * import { add, quantity, toQuantity } from "@tmf654/quantity";
 *
 * toQuantity(add(quantity(1, "GB"), quantity(1, "MB"))); // { amount: 1025, units: "MB" }
 * ```
 */
export function add<D extends Dimension>(augend: Amount<D>, addend: Amount<NoInfer<D>>): Amount<D> {
  return combine(augend, addend, 1);
}

/**
 * The exact difference, in the smaller of the two units. It may be negative.
 *
 * @throws QuantityError as `add` does.
 */
export function subtract<D extends Dimension>(
  minuend: Amount<D>,
  subtrahend: Amount<NoInfer<D>>,
): Amount<D> {
  return combine(minuend, subtrahend, -1);
}

/**
 * -1, 0 or 1, for `sort` and for conditions: `compare(cost, balance) > 0` means not enough.
 *
 * @throws QuantityError as `add` does.
 */
export function compare<D extends Dimension>(
  left: Amount<D>,
  right: Amount<NoInfer<D>>,
): -1 | 0 | 1 {
  const { coefficient } = combine(left, right, -1);
  return coefficient < 0 ? -1 : coefficient > 0 ? 1 : 0;
}

/**
 * The exact product of an amount and a number: `scale(price, 0.19)` is 19 % of the price. The
 * number means its decimal text.
 *
 * @throws QuantityError `notFinite` or `tooManyDigits` for the factor.
 */
export function scale<D extends Dimension>(amount: Amount<D>, factor: number): Amount<D> {
  const exactFactor = parseOrThrow(factor, 1);
  const product = BigInt(amount.coefficient) * BigInt(exactFactor.coefficient);
  return {
    ...normalizeDecimal(product, amount.exponent + exactFactor.exponent),
    unit: amount.unit,
  };
}

function combine<D extends Dimension>(left: Amount<D>, right: Amount<D>, sign: 1 | -1): Amount<D> {
  const { coefficient: a, exponent, unit: own } = left;
  const { coefficient: b } = right;
  const unit = own === right.unit ? own : smallerUnit(own, right.unit);
  // A shortcut for most sums. The code below has the same result.
  if (!exponent && !right.exponent && typeof a === "number" && typeof b === "number") {
    const coefficient = a + sign * b;
    if (Number.isSafeInteger(coefficient)) return { coefficient: coefficient + 0, exponent, unit };
  }
  const lowerExponent = Math.min(exponent, right.exponent);
  return {
    ...normalizeDecimal(
      coefficientAt(left, lowerExponent) + BigInt(sign) * coefficientAt(right, lowerExponent),
      lowerExponent,
    ),
    unit,
  };
}

function smallerUnit<D extends Dimension>(left: Unit<D>, right: Unit<D>): Unit<D> {
  requireDimension(left, right);
  return right.stepsPerUnit < left.stepsPerUnit ? right : left;
}

/** Checks dimensions at run time, because an Amount read from a message can have any dimension. */
export function requireDimension(left: Unit, right: Unit): void {
  if (left.dimension === right.dimension) return;
  throw new QuantityError("dimensionMismatch", `${left.symbol} and ${right.symbol}`);
}

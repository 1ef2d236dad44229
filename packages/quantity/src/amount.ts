import type { Money, Quantity } from "@tmf654/contract";
import { type ExactDecimal, parseExact } from "./exact.ts";
import { QuantityError } from "./quantity-error.ts";
import { toUnits } from "./to-units.ts";
import { type Dimension, findUnit, type Unit, type UnitOptions } from "./units.ts";

/**
 * An exact amount: `coefficient` × 10^`exponent` smallest steps (bytes, seconds, millionths of a
 * currency or a count), to be told in `unit`. Plain data, never changed, and in one spelling per
 * value; but 1 GB and 1024 MB are two, so ask `compare` whether amounts are the same.
 */
export interface Amount<D extends Dimension = Dimension> {
  /** A whole number; a bigint only where no safe integer can hold it. */
  readonly coefficient: number | bigint;
  /** 0, or negative for fractions of a step. */
  readonly exponent: number;
  readonly unit: Unit<D>;
}

/** Bytes: KB to TB by the base that is set (1024 or 1000), KiB to TiB by 1024. */
export type DataUnit = "B" | `${"K" | "M" | "G" | "T"}${"" | "i"}B`;
/** Seconds, minutes, hours. */
export type TimeUnit = "s" | "min" | "h";
/** Things that are counted. They are one dimension, and one of each counts one. */
export type CountUnit = "unit" | "SMS" | "MMS" | "message" | "event";

/** What the compiler knows of a unit's text. Aliases and currencies are left to the run time. */
export type DimensionOf<Units extends string> = Units extends DataUnit
  ? "data"
  : Units extends TimeUnit
    ? "time"
    : Units extends CountUnit
      ? "count"
      : Dimension;

/**
 * An exact amount of a unit: `quantity(1.5, "GB")` is an `Amount<"data">`. A text that only the run
 * time knows gives an `Amount` of any dimension, which `hasDimension` narrows.
 *
 * @throws QuantityError `notFinite`, `tooManyDigits` (such as 0.1 + 0.2) or `unknownUnit`.
 */
export function quantity<const Units extends string>(
  amount: number,
  units: Units,
  options?: UnitOptions,
): Amount<DimensionOf<Units>> {
  const unit = findUnit(units, options);
  if (!unit) throw new QuantityError("unknownUnit", units);
  const { coefficient, exponent } = parseOrThrow(amount, unit.stepsPerUnit);
  // The literal types above are the symbols of the table that was just asked; a test compares them.
  return { coefficient, exponent, unit: unit as Unit<DimensionOf<Units>> };
}

/**
 * An exact sum of money: `money(12.5, "EUR")` is an `Amount<"money:EUR">`.
 *
 * @throws QuantityError as `quantity` does, and `unknownUnit` when `currency` is not in ISO 4217.
 */
export function money<const Currency extends string>(
  value: number,
  currency: Currency,
): Amount<`money:${Uppercase<Currency>}`> {
  const amount: Amount = quantity(value, currency);
  if (!isMoney(amount)) throw new QuantityError("unknownUnit", `${currency} is no currency`);
  return amount as Amount<`money:${Uppercase<Currency>}`>;
}

/**
 * The amount that a contract Quantity tells. Its `default: 1` is never applied.
 *
 * @throws QuantityError as `quantity` does, and `missing` without `amount` or `units`.
 */
export function fromQuantity({ amount, units }: Quantity, options?: UnitOptions): Amount {
  if (amount === undefined || !units) throw new QuantityError("missing", "amount and units");
  return quantity(amount, units, options);
}

/**
 * The amount that a contract Money tells.
 *
 * @throws QuantityError as `money` does, and `missing` without `value` or `unit`.
 */
export function fromMoney({ value, unit }: Money): Amount<`money:${string}`> {
  if (value === undefined || !unit) throw new QuantityError("missing", "value and unit");
  return money(value, unit);
}

/**
 * The contract's Quantity for an amount. It reads back as the same amount: what the amount's own
 * unit cannot say exactly in 15 digits is told in the largest smaller unit that can.
 *
 * @throws QuantityError `tooManyDigits` when no unit can: round first.
 */
export function toQuantity(amount: Amount): { amount: number; units: string } {
  const written = toUnits(amount, amount.unit);
  if (written) return written;
  throw new QuantityError("tooManyDigits", `in ${amount.unit.symbol}`);
}

/**
 * The contract's Money for an amount. It reads back as the same amount.
 *
 * @throws QuantityError as `toQuantity` does.
 */
export function toMoney(money: Amount<`money:${string}`>): { value: number; unit: string } {
  const { amount, units } = toQuantity(money);
  return { value: amount, unit: units };
}

/** Whether an amount is of this dimension, for the compiler as well. */
export function hasDimension<D extends Dimension>(
  amount: Amount,
  dimension: D,
): amount is Amount<D> {
  return amount.unit.dimension === dimension;
}

/** Whether an amount is of any currency, for the compiler as well. */
export function isMoney(amount: Amount): amount is Amount<`money:${string}`> {
  // As good as startsWith("money:") for these few names, and what reading money spent most on.
  return amount.unit.dimension[5] === ":";
}

/** A number as text says it, times `factor`, for where it must be one. */
export function parseOrThrow(value: number, factor: number): ExactDecimal {
  const read = parseExact(value, factor);
  if (typeof read === "string") throw new QuantityError(read, `${value}`);
  return read;
}

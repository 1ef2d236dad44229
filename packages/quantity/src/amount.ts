import type { Money, Quantity } from "@tmf654/contract";
import { type ExactDecimal, parseExact } from "./exact.ts";
import { QuantityError } from "./quantity-error.ts";
import { toUnits } from "./to-units.ts";
import { type Dimension, findUnit, type Unit, type UnitOptions } from "./units.ts";

/**
 * An exact amount: `coefficient` × 10^`exponent` smallest steps (bytes, seconds, else
 * millionths of a unit), shown in `unit`. It is immutable plain data. 1 GB and 1024 MB are
 * different objects, so use `compare` to check whether amounts are equal.
 */
export interface Amount<D extends Dimension = Dimension> {
  /** A whole number. It is a bigint only if it is not a safe integer. */
  readonly coefficient: number | bigint;
  /** 0, or negative for fractions of a step. */
  readonly exponent: number;
  readonly unit: Unit<D>;
}

/** Bytes: KB to TB by the base that is set (1024 or 1000), KiB to TiB by 1024. */
export type DataUnit = "B" | `${"K" | "M" | "G" | "T"}${"" | "i"}B`;
/** Seconds, minutes, hours. */
export type TimeUnit = "s" | "min" | "h";
/** Counted units. They are one dimension: 1 SMS equals 1 MMS. */
export type CountUnit = "unit" | "SMS" | "MMS" | "message" | "event";

/** The dimension of a unit's text, by type. Aliases and currencies are checked at run time. */
export type DimensionOf<Units extends string> = Units extends DataUnit
  ? "data"
  : Units extends TimeUnit
    ? "time"
    : Units extends CountUnit
      ? "count"
      : Units extends "point" | "day"
        ? `${Units}s`
        : Dimension;

/**
 * An exact amount of a unit: `quantity(1.5, "GB")` is an `Amount<"data">`. For a text that the
 * compiler does not know, the result is an `Amount` of any dimension; `hasDimension` narrows it.
 *
 * @throws QuantityError `notFinite`, `tooManyDigits` (such as 0.1 + 0.2) or `unknownUnit`.
 * @example
 * ```ts
 * import { quantity, toQuantity } from "@tmf654/quantity";
 *
 * toQuantity(quantity(1.5, "GB")); // { amount: 1.5, units: "GB" }
 * ```
 */
export function quantity<const Units extends string>(
  amount: number,
  units: Units,
  options?: UnitOptions,
): Amount<DimensionOf<Units>> {
  const unit = findUnit(units, options);
  if (!unit) throw new QuantityError("unknownUnit", units);
  const { coefficient, exponent } = parseOrThrow(amount, unit.stepsPerUnit);
  // The literal types above are the symbols of the table of units; a test compares them.
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
  if (!isMoney(amount)) throw new QuantityError("unknownUnit", `${currency} is not in ISO 4217`);
  return amount as Amount<`money:${Uppercase<Currency>}`>;
}

/**
 * The amount of a contract Quantity. The contract's `default: 1` is never applied.
 *
 * @throws QuantityError as `quantity` does, and `missing` without `amount` or `units`.
 */
export function fromQuantity({ amount, units }: Quantity, options?: UnitOptions): Amount {
  if (amount === undefined || !units) throw new QuantityError("missing", "amount and units");
  return quantity(amount, units, options);
}

/**
 * The amount of a contract Money.
 *
 * @throws QuantityError as `money` does, and `missing` without `value` or `unit`.
 */
export function fromMoney({ value, unit }: Money): Amount<`money:${string}`> {
  if (value === undefined || !unit) throw new QuantityError("missing", "value and unit");
  return money(value, unit);
}

/**
 * The contract's Quantity for an amount. It reads back as the same amount. If the amount's own
 * unit cannot show it exactly in 15 digits, the largest smaller unit that can is used.
 *
 * @throws QuantityError `tooManyDigits` when no unit can: round first.
 */
export function toQuantity(amount: Amount): { amount: number; units: string } {
  const result = toUnits(amount, amount.unit);
  if (result) return result;
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

/** Whether an amount has this dimension; a type guard. */
export function hasDimension<D extends Dimension>(
  amount: Amount,
  dimension: D,
): amount is Amount<D> {
  return amount.unit.dimension === dimension;
}

/** Whether an amount is money of any currency; a type guard. */
export function isMoney(amount: Amount): amount is Amount<`money:${string}`> {
  // Equivalent to startsWith("money:") for these names, and faster.
  return amount.unit.dimension[5] === ":";
}

/**
 * The exact value of a number's decimal text, times `factor`. Throws for a number that is not
 * finite or has too many digits.
 */
export function parseOrThrow(value: number, factor: number): ExactDecimal {
  const read = parseExact(value, factor);
  if (typeof read === "string") throw new QuantityError(read, `${value}`);
  return read;
}

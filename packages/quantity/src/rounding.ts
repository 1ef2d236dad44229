import {
  type Amount,
  type CountUnit,
  type DataUnit,
  parseOrThrow,
  type TimeUnit,
} from "./amount.ts";
import { requireDimension } from "./arithmetic.ts";
import { minorUnitDigits } from "./currencies.ts";
import { coefficientAt, normalizeDecimal, powerOfTen } from "./exact.ts";
import { QuantityError } from "./quantity-error.ts";
import { type Dimension, dataBaseOf, findUnit, type Unit, type UnitOptions } from "./units.ts";

/**
 * The direction of rounding. `down` is towards zero and `up` away from it. `floor` is towards minus
 * infinity and `ceiling` towards plus infinity. The `half` modes round to the nearest neighbour and
 * differ in a tie: `halfEven` to the even one, `halfUp` away from zero, `halfDown` towards it.
 */
export type RoundingMode = "halfEven" | "halfUp" | "halfDown" | "down" | "up" | "floor" | "ceiling";

/** Options of rounding. The mode has no default. */
export interface RoundOptions {
  readonly mode: RoundingMode;
  /** The number of decimals to keep, 0 or more. Default: the minor digits of a currency, else 0. */
  readonly digits?: number | undefined;
}

/** The size of the pieces that an amount is divided into. */
export interface AllocateOptions {
  /**
   * Pieces of 10^-`digits` (0 or more) of the amount's own unit. Default: the smallest usual piece,
   * which is the minor unit of a currency, a byte, a second, or 1 of a counted unit.
   */
  readonly digits?: number | undefined;
}

/** The units that can show an amount of a dimension. */
export type UnitsOf<D extends Dimension> = D extends "data"
  ? DataUnit
  : D extends "time"
    ? TimeUnit
    : D extends "count"
      ? CountUnit
      : D extends `${infer Unit extends "point" | "day"}s`
        ? Unit
        : D extends `money:${infer Currency}`
          ? Currency
          : never;

const minorDigits = ({ symbol }: Unit): number => minorUnitDigits(symbol) ?? 0;

/** `half` is how the rest compares with one half: negative below, 0 in a tie, positive above. */
type RoundsAway = (half: number, isNegative: boolean, isOdd: boolean) => boolean;

const roundsAway: Readonly<Record<RoundingMode, RoundsAway>> = {
  halfEven: (half, _isNegative, isOdd) => half > 0 || (!half && isOdd),
  halfUp: (half) => half >= 0,
  halfDown: (half) => half > 0,
  down: () => false,
  up: () => true,
  floor: (_half, isNegative) => isNegative,
  ceiling: (_half, isNegative) => !isNegative,
};

/** The amount as a multiple of 10^-`digits` of a unit: rounded by `mode`, or exact without it. */
function countParts(
  { coefficient, exponent }: Amount,
  stepsPerUnit: number,
  digits: number,
  mode?: RoundingMode,
): bigint {
  const dividend = BigInt(coefficient) * powerOfTen(digits);
  const divisor = BigInt(stepsPerUnit) * powerOfTen(-exponent);
  const quotient = dividend / divisor;
  const rest = dividend % divisor;
  if (!rest) return quotient;
  if (!mode) throw new QuantityError("needsRounding", `of 10^-${digits}`);
  const sign = rest < 0n ? -1n : 1n;
  const half = Number(sign * rest * 2n - divisor);
  return roundsAway[mode](half, rest < 0n, quotient % 2n !== 0n) ? quotient + sign : quotient;
}

/**
 * The amount rounded to a number of decimals of its unit.
 * @throws QuantityError `needsRounding` without a mode, if digits would be lost.
 */
export function round<D extends Dimension>(amount: Amount<D>, rounding: RoundOptions): Amount<D> {
  const { unit } = amount;
  const { mode, digits = minorDigits(unit) } = rounding;
  const pieces = countParts(amount, unit.stepsPerUnit, digits, mode);
  return { ...normalizeDecimal(pieces * BigInt(unit.stepsPerUnit), -digits), unit };
}

/**
 * The same amount, shown in another unit. The value stays exact: 1 s in hours is still 1 s. To
 * limit the decimals, round the result.
 *
 * The units KB, MB, GB and TB have the factor (1000 or 1024) of the amount's unit, unless
 * `dataBase` is given.
 *
 * @throws QuantityError `unknownUnit`, or `dimensionMismatch` where the compiler did not know the
 * dimension.
 */
export function convert<D extends Dimension>(
  amount: Amount<D>,
  units: UnitsOf<NoInfer<D>>,
  options?: UnitOptions,
): Amount<D> {
  const unit = findUnit(units, options ?? { dataBase: dataBaseOf(amount.unit) });
  if (!unit) throw new QuantityError("unknownUnit", units);
  requireDimension(amount.unit, unit);
  return { ...amount, unit: unit as Unit<D> };
}

/**
 * The amount divided in proportion to weights; the sum of the shares is the amount. The remaining
 * pieces go to the first shares that were cut, one piece each. So every share differs from its
 * exact value by less than a piece.
 *
 * @throws QuantityError `invalidWeights`, or `needsRounding` when the amount is not a whole number
 * of pieces: round first.
 */
export function allocate<D extends Dimension>(
  amount: Amount<D>,
  weights: readonly number[],
  pieces: AllocateOptions = {},
): Amount<D>[] {
  const { unit } = amount;
  const counted = unit.stepsPerUnit === 1e6 && unit.dimension !== "data";
  const stepsPerUnit = counted || pieces.digits !== undefined ? unit.stepsPerUnit : 1;
  const digits = pieces.digits ?? minorDigits(unit);
  const count = countParts(amount, stepsPerUnit, digits);
  return distribute(count, weights).map((part) => ({
    ...normalizeDecimal(part * BigInt(stepsPerUnit), -digits),
    unit,
  }));
}

/**
 * The amount divided into shares that differ by one piece at most, the larger ones first.
 *
 * @throws QuantityError as `allocate` does; `invalidWeights` when `shares` is not a positive
 * integer.
 */
export function split<D extends Dimension>(
  amount: Amount<D>,
  shares: number,
  pieces?: AllocateOptions,
): Amount<D>[] {
  if (!Number.isSafeInteger(shares)) throw new QuantityError("invalidWeights", `${shares}`);
  return allocate(amount, Array<number>(Math.max(shares, 0)).fill(1), pieces);
}

const sumOf = (parts: readonly bigint[]): bigint => parts.reduce((total, part) => total + part, 0n);

function distribute(count: bigint, weights: readonly number[]): bigint[] {
  const parts = wholeWeights(weights);
  const total = sumOf(parts);
  if (!total) throw new QuantityError("invalidWeights", "all weights are 0");
  let remainder = count - sumOf(parts.map((part) => (count * part) / total));
  return parts.map((part) => {
    const product = count * part;
    // Fewer pieces are left than shares were cut, so each piece has a share to go to.
    const extra = remainder && product % total ? (remainder < 0n ? -1n : 1n) : 0n;
    remainder -= extra;
    return product / total + extra;
  });
}

/** Whole weights in the same proportions: 0.5 and 1.25 become 50 and 125. */
function wholeWeights(weights: readonly number[]): bigint[] {
  const values = weights.map((weight) => {
    if (weight >= 0) return parseOrThrow(weight, 1);
    throw new QuantityError("invalidWeights", `${weight}`);
  });
  const lowestExponent = values.reduce((least, { exponent }) => Math.min(least, exponent), 0);
  return values.map((value) => coefficientAt(value, lowestExponent));
}

import fc from "fast-check";
import { type Amount, findUnit, type Unit } from "../src/index.ts";

/**
 * A fraction: the slow reference that the package must agree with. The reference and the package
 * share no code.
 */
export interface Rational {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** The fraction that a number's decimal text stands for. */
export function rationalOf(value: number): Rational {
  const [digits = "", power = "0"] = String(value).split("e");
  const [whole = "", fraction = ""] = digits.split(".");
  const top = BigInt(whole + fraction) * 10n ** BigInt(Math.max(0, Number(power)));
  const bottom = 10n ** BigInt(fraction.length + Math.max(0, -Number(power)));
  return { top, bottom };
}

/** An amount in its unit's smallest steps. */
export const stepsOf = ({ coefficient, exponent }: Amount): Rational => ({
  top: BigInt(coefficient) * 10n ** BigInt(Math.max(0, exponent)),
  bottom: 10n ** BigInt(Math.max(0, -exponent)),
});

export const plus = (a: Rational, b: Rational): Rational => ({
  top: a.top * b.bottom + b.top * a.bottom,
  bottom: a.bottom * b.bottom,
});

export const times = (a: Rational, b: Rational): Rational => ({
  top: a.top * b.top,
  bottom: a.bottom * b.bottom,
});

export const whole = (value: number | bigint): Rational => ({ top: BigInt(value), bottom: 1n });

export const same = (a: Rational, b: Rational): boolean => a.top * b.bottom === b.top * a.bottom;

/** The number of significant digits in the shortest text of a number. */
export const significantDigits = (value: number): number =>
  String(value).replace(/e.*/, "").replace(/[-.]/g, "").replace(/^0+/, "").replace(/0+$/, "")
    .length;

/** A number that a JSON document can carry safely: at most 15 digits. */
export const safeNumber = fc
  .tuple(
    fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -100_000, max: 100_000 })),
    fc.integer({ min: -15, max: 6 }),
  )
  .map(([coefficient, exponent]) => Number(`${coefficient % 1e15}e${exponent}`));

export const dataBase = fc.constantFrom<1024 | 1000>(1024, 1000);

const unitNames = ["B", "KB", "MB", "GB", "TB", "KiB", "GiB", "s", "min", "h", "SMS", "EUR", "JPY"];

export const anyUnit: fc.Arbitrary<Unit> = fc
  .tuple(fc.constantFrom(...unitNames), dataBase)
  .map(([name, base]) => findUnit(name, { dataBase: base }) as Unit);

export const dataUnit = fc.constantFrom("B", "KB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB");

const depth = Number(process.env.TMF654_DEEP ?? 1);

/** The number of runs of a property: 200, and a hundred times as many in the deep run. */
export const runs = { numRuns: 200 * depth };

/** The time limit of a property with so many runs, in milliseconds. */
export const testTimeout = 5000 + 500 * depth;

import { parseExact } from "./exact.ts";
import { numberToSteps, stepsToNumber } from "./shown.ts";
import { exactNumber, toUnits } from "./to-units.ts";
import { findUnit, type Unit, type UnitOptions, unitFamily } from "./units.ts";

/**
 * The reason why an amount is not a number of steps, in the order of checking:
 * - `notFinite`: NaN or Infinity.
 * - `tooManyDigits`: more than the 15 significant digits that a JSON number carries safely.
 * - `notWholeSteps`: a fraction of a byte, second or millionth.
 * - `tooLarge`: beyond 2^53 - 1 steps.
 */
export type StepsErrorCode = "notFinite" | "tooManyDigits" | "notWholeSteps" | "tooLarge";

type StepsResult = { ok: true; steps: number } | { ok: false; error: StepsErrorCode };

const errorResult = (error: StepsErrorCode): StepsResult => ({ ok: false, error });

/**
 * An amount as a whole number of the unit's smallest steps, exactly.
 *
 * The number means its shortest decimal text, as JSON wrote it: 0.1 is one tenth, although the
 * binary number is not. Nothing is rounded. A number that `showSteps` shows reads back as the same
 * steps: 0.999999046325683 GB is 1 GB less 1 KB. (behaviour: Amounts)
 */
export function toSteps(amount: number, unit: Unit): StepsResult {
  const steps = parseExact(amount, unit.stepsPerUnit);
  if (typeof steps === "string") return errorResult(steps);
  if (steps.exponent) {
    const shownSteps = numberToSteps(amount, unit);
    return shownSteps === undefined
      ? errorResult("notWholeSteps")
      : { ok: true, steps: shownSteps };
  }
  const { coefficient } = steps;
  return typeof coefficient === "number"
    ? { ok: true, steps: coefficient }
    : errorResult("tooLarge");
}

/**
 * Steps as an amount of `unit` if 15 digits show it exactly, else of the largest smaller unit.
 * Units are GB, MB, KB, B; GiB, MiB, KiB, B; h, min, s. So every value shown can be posted back.
 * (behaviour: Amounts)
 *
 * `dataBase` is the reader's factor between KB, MB, GB and TB; the default is the unit's own.
 * Above 10^15 steps the last digit may fit no unit: it is cut, towards zero.
 */
export function fromSteps(
  steps: number,
  unit: Unit,
  options?: UnitOptions,
): { amount: number; units: string } {
  const definedUnit = (options && findUnit(unit.symbol, options)) ?? unit;
  const result = toUnits({ coefficient: steps, exponent: 0 }, definedUnit);
  if (result) return result;
  const smallestUnit = unitFamily(definedUnit).at(-1) ?? definedUnit;
  return { amount: (steps - (steps % 10)) / smallestUnit.stepsPerUnit, units: smallestUnit.symbol };
}

/** Steps as a number of one unit, and whether digits were cut. */
export interface ShownSteps {
  /** The amount in `units`. */
  readonly amount: number;
  /** The symbol of the given unit. */
  readonly units: string;
  /** True when the amount is less than the steps, because 15 digits cannot show them exactly. */
  readonly isRounded: boolean;
}

/**
 * Steps as an amount of the given unit, with at most 15 significant digits. It is cut towards zero,
 * so that a balance never shows more than can be spent. `toSteps` reads the
 * amount back as the same steps, below 10^13 of them. (behaviour: Amounts)
 */
export function showSteps(steps: number | bigint, unit: Unit): ShownSteps {
  const exactAmount = exactNumber({ coefficient: steps, exponent: 0 }, unit);
  const amount = exactAmount ?? stepsToNumber(steps, unit);
  return { amount, units: unit.symbol, isRounded: exactAmount === undefined };
}

import { dataBaseOf, findUnit, type Unit, type UnitOptions, unitsOf } from "./units.ts";

/**
 * Why an amount is no number of steps, in the order of checking: `notFinite`; `tooManyDigits`, more
 * than the 15 significant digits that a JSON number carries safely; `notWholeSteps`, a fraction of
 * a byte, second or millionth; `tooLarge`, beyond 2^53 - 1 steps.
 */
export type StepsProblem = "notFinite" | "tooManyDigits" | "notWholeSteps" | "tooLarge";

type StepsResult = { ok: true; steps: number } | { ok: false; problem: StepsProblem };

/** Integers below this have at most 15 digits. */
const fifteenDigits = 1e15;

const done = (steps: number): StepsResult =>
  Number.isSafeInteger(steps) ? { ok: true, steps: steps + 0 } : refused("tooLarge");

const refused = (problem: StepsProblem): StepsResult => ({ ok: false, problem });

/** Every amount there is, from its text, and slowly. */
function toStepsByText(amount: number, unit: Unit): StepsResult {
  const [mantissa = "", power = "0"] = amount.toExponential().split("e");
  const digits = mantissa.replace(/[-.]/g, "");
  if (digits.length > 15) return refused("tooManyDigits");
  const exponent = Number(power) - digits.length + 1;
  const coefficient = BigInt(digits) * BigInt(unit.stepsPerUnit);
  // Nothing of 15 digits times 2^40 is divisible by 10^40, nor small enough times it.
  if (exponent < -40) return refused("notWholeSteps");
  if (exponent > 40) return refused("tooLarge");
  const scale = 10n ** BigInt(Math.abs(exponent));
  if (exponent < 0 && coefficient % scale !== 0n) return refused("notWholeSteps");
  const steps = Number(exponent < 0 ? coefficient / scale : coefficient * scale);
  return done(amount < 0 ? -steps : steps);
}

/**
 * An amount as a whole number of the unit's smallest steps, exactly.
 *
 * The number means its shortest decimal text, as JSON wrote it: 0.1 is one tenth, although the
 * binary number is not. Nothing is ever rounded. (Behaviour, section 1.)
 */
export function toSteps(amount: number, unit: Unit): StepsResult {
  const { stepsPerUnit } = unit;
  if (Number.isInteger(amount) && Math.abs(amount) < fifteenDigits) {
    return done(amount * stepsPerUnit);
  }
  if (!Number.isFinite(amount)) return refused("notFinite");
  // At most one decimal of 15 digits reads as a given binary number, so this one is its text.
  const scale = stepsPerUnit === 1e6 ? 1e6 : 1e3;
  const scaled = Math.round(amount * scale);
  if (scaled / scale === amount && Math.abs(scaled) < fifteenDigits) {
    if (scale === stepsPerUnit) return done(scaled);
    const product = scaled * stepsPerUnit;
    if (Number.isSafeInteger(product)) {
      return product % scale === 0 ? done(product / scale) : refused("notWholeSteps");
    }
  }
  return toStepsByText(amount, unit);
}

function exactAmount(steps: number, unit: Unit): number | undefined {
  const amount = steps / unit.stepsPerUnit;
  const back = toSteps(amount, unit);
  return back.ok && back.steps === steps ? amount : undefined;
}

/**
 * Steps as an amount of `unit` when that is exact in 15 digits, else of the largest smaller unit
 * that is (GB, MB, KB, B; GiB, MiB, KiB, B; h, min, s), so that every value shown can be posted
 * back. (Behaviour, section 1.)
 *
 * `dataBase` is what the reader will take KB to TB for; the default is what the unit itself says.
 * Above 10^15 steps a last digit may fit no unit: it is cut off, towards zero.
 */
export function fromSteps(
  steps: number,
  unit: Unit,
  options?: UnitOptions,
): { amount: number; units: string } {
  const own = options && dataBaseOf(unit) ? (findUnit(unit.symbol, options) ?? unit) : unit;
  const amount = exactAmount(steps, own);
  return amount === undefined ? inSmallerUnit(steps, own) : { amount, units: own.symbol };
}

function inSmallerUnit(steps: number, own: Unit): { amount: number; units: string } {
  let smallest = own;
  for (const unit of smallerUnits(own)) {
    const amount = exactAmount(steps, unit);
    if (amount !== undefined) return { amount, units: unit.symbol };
    smallest = unit;
  }
  const whole = steps - (steps % 10);
  return { amount: whole / smallest.stepsPerUnit, units: smallest.symbol };
}

/** Units below `own` in its own family: a GB is told in MB and never in MiB. */
function smallerUnits(own: Unit): readonly Unit[] {
  const binary = own.symbol.includes("i");
  return unitsOf(own.dimension, { dataBase: dataBaseOf(own) ?? 1024 }).filter(
    ({ dimension, symbol, stepsPerUnit }) =>
      stepsPerUnit < own.stepsPerUnit &&
      (dimension !== "data" || symbol === "B" || symbol.includes("i") === binary),
  );
}

import { powerOfTen } from "./exact.ts";
import type { Unit } from "./units.ts";

/** The significant digits that a JSON number carries safely. */
const SAFE_DIGITS = 15;

/** The number of units that steps are shown as, with 15 significant digits, cut towards zero. */
export function stepsToNumber(steps: number | bigint, { stepsPerUnit }: Unit): number {
  const size = BigInt(steps) < 0n ? -BigInt(steps) : BigInt(steps);
  const partsAt = (decimals: number): bigint =>
    (size * powerOfTen(Math.max(decimals, 0))) /
    (BigInt(stepsPerUnit) * powerOfTen(Math.max(-decimals, 0)));
  let decimals = SAFE_DIGITS - `${partsAt(0)}`.length;
  // Zeros directly after the decimal point are not significant digits.
  while (partsAt(decimals) < powerOfTen(SAFE_DIGITS - 1))
    decimals += SAFE_DIGITS - `${partsAt(decimals)}`.length;
  return Math.sign(Number(steps)) * Number(`${partsAt(decimals)}e${-decimals}`);
}

/** The fewest steps that are shown as this number of units; undefined if there are none. */
export function numberToSteps(amount: number, unit: Unit): number | undefined {
  const [mantissa = "", power] = Math.abs(amount).toExponential().split("e");
  const digits = mantissa.replace(".", "");
  const decimals = digits.length - 1 - Number(power);
  if (digits.length > SAFE_DIGITS || decimals <= 0) return undefined;
  const scale = powerOfTen(decimals);
  const steps = (BigInt(digits) * BigInt(unit.stepsPerUnit) + scale - 1n) / scale;
  const number = Number(steps);
  // Above this limit the last digit is worth more than a step, so the comparison proves nothing.
  const isShown = number <= 1e15 && stepsToNumber(number, unit) === Math.abs(amount);
  return isShown ? Math.sign(amount) * number : undefined;
}

import { type ExactDecimal, parseExact } from "./exact.ts";
import { type Unit, unitFamily } from "./units.ts";

/** Steps as the number of units that reads back as the same steps, if there is one. */
export function exactNumber(
  { coefficient, exponent }: ExactDecimal,
  { stepsPerUnit }: Unit,
): number | undefined {
  const isInteger = typeof coefficient === "number" && !exponent;
  const approximation =
    (isInteger ? coefficient : Number(`${coefficient}e${exponent}`)) / stepsPerUnit;
  // A value that is rounded twice may be wrong in the 16th digit, so a non-integer is rounded once.
  const number = isInteger ? approximation : Number(approximation.toPrecision(15));
  const readBack = parseExact(number, stepsPerUnit);
  // The number is near the exact value, so equal coefficients imply equal exponents.
  return typeof readBack !== "string" && readBack.coefficient === coefficient ? number : undefined;
}

/**
 * Steps in the unit `own`, else in the largest smaller unit that shows them exactly in 15 digits;
 * undefined without such a unit.
 */
export function toUnits(
  steps: ExactDecimal,
  ownUnit: Unit,
): { amount: number; units: string } | undefined {
  const amount = exactNumber(steps, ownUnit);
  if (amount !== undefined) return { amount, units: ownUnit.symbol };
  const smallerUnit = unitFamily(ownUnit).find(
    ({ stepsPerUnit }) => stepsPerUnit < ownUnit.stepsPerUnit,
  );
  return smallerUnit && toUnits(steps, smallerUnit);
}

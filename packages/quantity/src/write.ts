import { type Exact, readExact } from "./exact.ts";
import { familyOf, type Unit } from "./units.ts";

/** Steps as the number of units that reads back as the same steps, if there is one. */
function exactNumber({ coefficient, exponent }: Exact, { stepsPerUnit }: Unit): number | undefined {
  const isInteger = typeof coefficient === "number" && !exponent;
  const near = (isInteger ? coefficient : Number(`${coefficient}e${exponent}`)) / stepsPerUnit;
  // Rounded twice it may be wrong in the 16th place; rounded once it is right if any number is.
  const number = isInteger ? near : Number(near.toPrecision(15));
  const back = readExact(number, stepsPerUnit);
  // Being near, it cannot have the same coefficient and another exponent.
  return typeof back !== "string" && back.coefficient === coefficient ? number : undefined;
}

/**
 * Steps told in `own`, else in the largest smaller unit in which they can be told exactly in 15
 * digits; undefined when there is none.
 */
export function writeSteps(steps: Exact, own: Unit): { amount: number; units: string } | undefined {
  const amount = exactNumber(steps, own);
  if (amount !== undefined) return { amount, units: own.symbol };
  const smaller = familyOf(own).find(({ stepsPerUnit }) => stepsPerUnit < own.stepsPerUnit);
  return smaller && writeSteps(steps, smaller);
}

import { toSteps, unitsOf } from "@tmf654/quantity";
import { expect, test } from "vitest";
import { checkExactness } from "./exactness.ts";

const units = (["data", "time", "count", "money:EUR"] as const).flatMap((dimension) => [
  ...unitsOf(dimension),
  ...unitsOf(dimension, { dataBase: 1000 }),
]);

/** The error that `toSteps` returns. `toSteps` has independent tests of its own. */
function errorOf(amount: number, unit: (typeof units)[number]) {
  const read = toSteps(amount, unit);
  return read.ok ? undefined : read.error;
}

/** Amounts near the largest count, near whole steps, and near a change of the number's notation. */
const edges = [
  [0, -0, 1, 0.1, 0.5, 0.05, 4096.1, 1e-6, 1e-7, 1.5e-7, 5e-324, 1e15, 1e16, 1e21, 1e22, 1e308],
  [NaN, Infinity, -Infinity, 0.1 + 0.2, 999999999999999, 0.123456789012345, 123456789012345.6],
  units.flatMap(({ stepsPerUnit }) => [
    2 ** 53 / stepsPerUnit,
    (2 ** 53 - 1) / stepsPerUnit,
    Number((2 ** 53 / stepsPerUnit).toPrecision(15)),
    Number((2 ** 53 / stepsPerUnit).toPrecision(14)),
    1 / stepsPerUnit,
    1 / 3 / stepsPerUnit,
    Number((3596800 / stepsPerUnit).toPrecision(15)),
  ]),
].flat();

test.each(units)("exactness agrees with toSteps for $symbol ($stepsPerUnit steps)", (unit) => {
  for (const amount of edges.flatMap((edge) => [edge, -edge])) {
    const { error } = checkExactness(amount, unit.stepsPerUnit);
    expect(error, `${amount}`).toBe(errorOf(amount, unit));
  }
});

test("exactness agrees with toSteps for any number", () => {
  for (let round = 1; round <= 20_000; round += 1) {
    // Multiples of the golden ratio, and digits and powers of ten taken from them, spread evenly.
    const part = (round * 0.6180339887498949) % 1;
    const digits = 1 + (round % 17);
    const amount = Number((part * 10 ** ((round % 29) - 12)).toPrecision(digits));
    const unit = units[round % units.length] as (typeof units)[number];
    const { error } = checkExactness(amount, unit.stepsPerUnit);
    expect(error, `${amount} ${unit.symbol}`).toBe(errorOf(amount, unit));
  }
});

test.each([
  [0, 0],
  [10, 0],
  [1e15, -15],
  [0.5, 1],
  [-1.005, 3],
  [1e-7, 7],
  [1.5e-7, 8],
])("%d has %i decimals", (amount, decimals) => {
  expect(checkExactness(amount, 1e6).decimals).toBe(decimals);
});

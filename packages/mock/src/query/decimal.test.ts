import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareDecimals, isDecimal, isSafeAsDouble } from "./decimal.ts";

const runs = 200 * Number(process.env.TMF654_DEEP ?? 1);

describe("compareDecimals", () => {
  test.each([
    ["0.1", "0.10", 0],
    ["19.99", "19.990000000000000001", -1],
    ["9007199254740993", "9007199254740992", 1],
    ["1e3", "1000", 0],
    ["-0", "0", 0],
    ["-1.5", "-1.4", -1],
    [".5", "0.5", 0],
    ["5.", "5", 0],
  ])("%s against %s is %i", (left, right, order) => {
    expect(compareDecimals(left, right)).toBe(order);
    expect(compareDecimals(right, left)).toBe(order === 0 ? 0 : -order);
  });

  test("orders numbers as doubles do when both are exact", () => {
    const decimal = fc
      .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.nat({ max: 99_999 }))
      .map(([whole, fraction]) => `${whole}.${fraction}`);
    fc.assert(
      fc.property(decimal, decimal, (left, right) => {
        expect(isSafeAsDouble(left)).toBe(true);
        expect(compareDecimals(left, right)).toBe(Math.sign(Number(left) - Number(right)));
      }),
      { numRuns: runs },
    );
  });
});

test.each(["1", "-1.5", "+2", ".5", "1e5", "0.000001"])("%s is a number", (text) => {
  expect(isDecimal(text)).toBe(true);
});

test.each(["", "abc", "1,5", "0x10", "NaN", "Infinity", "1e99999", "9".repeat(500), "--1", "1 2"])(
  "%s is not a number",
  (text) => {
    expect(isDecimal(text)).toBe(false);
  },
);

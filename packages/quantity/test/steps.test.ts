import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { findUnit, fromSteps, showSteps, toSteps, type Unit } from "../src/index.ts";
import {
  anyUnit,
  dataBase,
  dataUnit,
  rationalOf,
  runs,
  safeNumber,
  significantDigits,
  testTimeout,
  times,
  whole,
} from "./oracle.ts";

vi.setConfig({ testTimeout });

const unit = (name: string, base: 1024 | 1000 = 1024) => findUnit(name, { dataBase: base }) as Unit;

describe("toSteps", () => {
  test.each([
    [0, "EUR", 0],
    [-0, "EUR", 0],
    [0.01, "EUR", 10_000],
    [12.5, "EUR", 12_500_000],
    [-1.005, "EUR", -1_005_000],
    [4.35, "EUR", 4_350_000],
    [0.000001, "EUR", 1],
    [1e-6, "SMS", 1],
    [123456.789012, "EUR", 123_456_789_012],
    [9007199254.74, "EUR", 9_007_199_254_740_000],
    [1.5, "GB", 1_610_612_736],
    [0.0009765625, "GB", 1_048_576],
    [1.1, "h", 3960],
    [8191, "TB", 9_006_099_743_113_216],
    [1e15, "B", 1e15],
    [9007199254740990, "B", 9007199254740990],
  ])("%d %s are %d steps", (amount, name, steps) => {
    expect(toSteps(amount, unit(name))).toEqual({ ok: true, steps });
  });

  test.each([
    [Number.NaN, "EUR", "notFinite"],
    [Number.POSITIVE_INFINITY, "B", "notFinite"],
    [0.1 + 0.2, "EUR", "tooManyDigits"],
    [9007199254740991, "B", "tooManyDigits"],
    [1.0000000000000002, "GB", "tooManyDigits"],
    [0.0000001, "EUR", "notWholeSteps"],
    [5e-324, "EUR", "notWholeSteps"],
    [0.1, "GB", "notWholeSteps"],
    [0.5, "B", "notWholeSteps"],
    [0.001, "min", "notWholeSteps"],
    // Above 2^53 / 2^30, multiplying a binary number loses the fraction, so these would be whole.
    [8388607.999, "GB", "notWholeSteps"],
    [9007199254.75, "EUR", "tooLarge"],
    [8192, "TB", "tooLarge"],
    [1e300, "B", "tooLarge"],
  ])("%d %s is refused as %s", (amount, name, error) => {
    expect(toSteps(amount, unit(name))).toEqual({ ok: false, error });
  });

  test("equals the value of the number's text, for any number and unit", () => {
    const anyNumber = fc.oneof(safeNumber, fc.double());
    fc.assert(
      fc.property(anyNumber, anyUnit, (amount, of) => {
        const read = toSteps(amount, of);
        const isShown = read.ok && showSteps(read.steps, of).isRounded;
        if (isShown) expect(showSteps(read.steps, of).amount).toBe(amount);
        else expect(read).toEqual(expectedSteps(amount, of));
      }),
      runs,
    );
  });

  test("sums a million top-ups of 0.01 to exactly 10000", () => {
    const eur = unit("EUR");
    let balance = 0;
    for (let count = 0; count < 1e6; count++) {
      const topup = toSteps(0.01, eur);
      if (topup.ok) balance += topup.steps;
    }
    expect(fromSteps(balance, eur)).toEqual({ amount: 10000, units: "EUR" });
  });
});

function expectedSteps(amount: number, { stepsPerUnit }: Unit) {
  if (!Number.isFinite(amount)) return { ok: false, error: "notFinite" };
  if (significantDigits(amount) > 15) return { ok: false, error: "tooManyDigits" };
  const { top, bottom } = times(rationalOf(amount), whole(stepsPerUnit));
  if (top % bottom !== 0n) return { ok: false, error: "notWholeSteps" };
  const steps = Number(top / bottom);
  return Number.isSafeInteger(steps) ? { ok: true, steps } : { ok: false, error: "tooLarge" };
}

describe("showSteps", () => {
  test.each([
    [1_073_741_824, "GB", 1, false],
    [1_073_741_824 - 1024, "GB", 0.999999046325683, true],
    [1, "GB", 9.31322574615478e-10, true],
    [-1, "GB", -9.31322574615478e-10, true],
    [20, "min", 0.333333333333333, true],
    [90, "min", 1.5, false],
    [12_345_678, "EUR", 12.345678, false],
    [0, "GB", 0, false],
    [10n ** 30n + 1n, "B", 1e30, true],
  ] as const)("%d steps in %s are %d", (steps, units, amount, isRounded) => {
    expect(showSteps(steps, unit(units))).toEqual({ amount, units, isRounded });
  });

  test("never shows more than the amount, and reads back as the same steps", () => {
    const steps = fc.integer({ min: -1e13, max: 1e13 });
    fc.assert(
      fc.property(steps, anyUnit, (count, of) => {
        const { amount } = showSteps(count, of);
        expect(toSteps(amount, of)).toEqual({ ok: true, steps: count === 0 ? 0 : count });
        const { top, bottom } = times(rationalOf(amount), whole(of.stepsPerUnit));
        const difference = BigInt(count) * bottom - top;
        expect(count < 0 ? difference <= 0n : difference >= 0n).toBe(true);
      }),
      runs,
    );
  });
});

describe("fromSteps", () => {
  test.each([
    [12_500_000, "EUR", 12.5, "EUR"],
    [1_610_612_736, "GB", 1.5, "GB"],
    [1_048_576, "GB", 0.0009765625, "GB"],
    [1_073_741_824 - 1_048_576, "GB", 0.9990234375, "GB"],
    [1_073_741_823, "GB", 1_073_741_823, "B"],
    [3 * 1024 ** 4 + 1024 ** 2, "TB", 3072.0009765625, "GB"],
    [3 * 1024 ** 4 + 1024 ** 2, "TiB", 3072.0009765625, "GiB"],
    [90, "h", 0.025, "h"],
    [100, "h", 100, "s"],
    [6000, "h", 100, "min"],
    [-100, "min", -100, "s"],
    [0, "GB", 0, "GB"],
    [1, "SMS", 0.000001, "SMS"],
  ])("%d steps of %s are %d %s", (steps, own, amount, units) => {
    expect(fromSteps(steps, unit(own))).toEqual({ amount, units });
  });

  test("reads KB to TB by the unit's own factor, or by dataBase", () => {
    const gb = unit("GB", 1000);
    expect(fromSteps(1_500_000_000, gb)).toEqual({ amount: 1.5, units: "GB" });
    expect(fromSteps(999_999_999, gb)).toEqual({ amount: 0.999999999, units: "GB" });
    expect(fromSteps(1024 ** 3, gb, { dataBase: 1024 })).toEqual({ amount: 1, units: "GB" });
    expect(fromSteps(1024 ** 3, unit("GB"), { dataBase: 1000 })).toEqual({
      amount: 1.073741824,
      units: "GB",
    });
  });

  test.each([
    [Number.MAX_SAFE_INTEGER, "EUR", 9007199254.74099, "EUR"],
    [-Number.MAX_SAFE_INTEGER, "EUR", -9007199254.74099, "EUR"],
    [Number.MAX_SAFE_INTEGER, "GB", 9007199254740990, "B"],
  ])(
    "cuts the last digit of %d steps of %s, which no unit can show",
    (steps, own, amount, units) => {
      expect(fromSteps(steps, unit(own))).toEqual({ amount, units });
    },
  );

  test("returns a value that can be posted back, for any steps of 15 digits", () => {
    const steps = fc.oneof(fc.maxSafeInteger(), fc.integer()).map((value) => value % 1e15);
    fc.assert(
      fc.property(steps, anyUnit, dataBase, (count, own, base) => {
        const { amount, units } = fromSteps(count, own, { dataBase: base });
        expect(toSteps(amount, unit(units, base))).toEqual({ ok: true, steps: count + 0 });
      }),
      runs,
    );
  });

  test("keeps the unit of every multiple of a quarter of a unit", () => {
    const quarters = fc.integer({ min: -10_000, max: 10_000 }).map((count) => count / 4);
    const name = fc.oneof(
      dataUnit.filter((data) => data !== "B"),
      fc.constantFrom("h", "min", "SMS", "EUR"),
    );
    fc.assert(
      fc.property(quarters, name, (amount, units) => {
        const read = toSteps(amount, unit(units));
        expect(read.ok && fromSteps(read.steps, unit(units))).toEqual({
          amount: amount + 0,
          units,
        });
      }),
      runs,
    );
  });
});

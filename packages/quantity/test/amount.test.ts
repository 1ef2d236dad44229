import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import {
  type Amount,
  add,
  compare,
  convert,
  fromMoney,
  fromQuantity,
  hasDimension,
  isMoney,
  isQuantityError,
  money,
  QuantityError,
  quantity,
  scale,
  subtract,
  toMoney,
  toQuantity,
} from "../src/index.ts";
import {
  dataBase,
  dataUnit,
  plus,
  rationalOf,
  runs,
  safeNumber,
  same,
  stepsOf,
  testTimeout,
  times,
} from "./oracle.ts";

vi.setConfig({ testTimeout });

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return isQuantityError(error) ? error.code : `not ours: ${error}`;
  }
  return "nothing thrown";
}

describe("amounts", () => {
  test.each([
    { a: [0.1, "EUR"], b: [0.2, "EUR"], sum: [0.3, "EUR"] },
    { a: [0.7, "EUR"], b: [0.1, "EUR"], sum: [0.8, "EUR"] },
    { a: [1, "GB"], b: [1, "MB"], sum: [1025, "MB"] },
    { a: [1, "MB"], b: [1, "GB"], sum: [1025, "MB"] },
    { a: [1, "GB"], b: [1, "GiB"], sum: [2, "GB"] },
    { a: [1, "h"], b: [1, "s"], sum: [3601, "s"] },
    { a: [0.1, "GB"], b: [0.2, "GB"], sum: [0.3, "GB"] },
    { a: [1.5, "SMS"], b: [0.25, "SMS"], sum: [1.75, "SMS"] },
    { a: [1e290, "GB"], b: [1e290, "GB"], sum: [2e290, "GB"] },
    { a: [5e-324, "EUR"], b: [0, "EUR"], sum: [5e-324, "EUR"] },
    { a: [9e14, "B"], b: [9e14, "B"], sum: [1.8e15, "B"] },
  ] as const)("$a and $b are $sum", ({ a, b, sum: [amount, units] }) => {
    const read = ([value, units]: readonly [number, string]) => quantity(value, units) as Amount;
    const sum = add(read(a), read(b));
    expect(toQuantity(sum)).toEqual({ amount, units });
  });

  test("0.3 − 0.1 − 0.2 is 0, unlike with floats", () => {
    const left = subtract(subtract(money(0.3, "EUR"), money(0.1, "EUR")), money(0.2, "EUR"));
    expect(compare(left, money(0, "EUR"))).toBe(0);
    expect(0.3 - 0.1 - 0.2).toBeLessThan(0);
  });

  test.each([1024, 1000] as const)("1 GB less 1 MB is exact at the base %d", (base) => {
    const options = { dataBase: base };
    const left = subtract(quantity(1, "GB", options), quantity(1, "MB", options));
    expect(toQuantity(left)).toEqual({ amount: base - 1, units: "MB" });
    expect(toQuantity(convert(left, "GB"))).toEqual({ amount: (base - 1) / base, units: "GB" });
  });

  test("is exact above 2^53, unlike floats", () => {
    const large = quantity(9_007_199_254_740_990, "B");
    const larger = add(add(large, quantity(3, "B")), large);
    expect(larger.coefficient).toBe(18_014_398_509_481_983n);
    expect(subtract(subtract(larger, large), large)).toEqual(quantity(3, "B"));
  });

  test("adds amounts of different bases", () => {
    const sum = add(quantity(1, "GB", { dataBase: 1000 }), quantity(1, "GiB"));
    expect(toQuantity(convert(sum, "B"))).toEqual({ amount: 1e9 + 1024 ** 3, units: "B" });
  });

  test.each([
    [1, "GB", 1024, "MB", 0],
    [1, "GB", 1025, "MB", -1],
    [90, "min", 1, "h", 1],
    [-1, "EUR", 0, "EUR", -1],
    [1e300, "EUR", 1e299, "EUR", 1],
  ] as const)("compares %d %s with %d %s as %d", (a, aUnits, b, bUnits, order) => {
    expect(compare(quantity(a, aUnits) as Amount, quantity(b, bUnits) as Amount)).toBe(order);
  });

  test("scales exactly", () => {
    expect(toMoney(scale(money(19.99, "EUR"), 0.19))).toEqual({ value: 3.7981, unit: "EUR" });
    expect(toMoney(scale(money(1.005, "EUR"), 1000))).toEqual({ value: 1005, unit: "EUR" });
    expect(toQuantity(scale(quantity(3, "GB"), -0.5))).toEqual({ amount: -1.5, units: "GB" });
    expect(scale(money(0, "EUR"), -1).coefficient).toBe(0);
  });

  test("has one form per value", () => {
    const half = money(0.5, "EUR");
    expect(add(half, half)).toEqual(money(1, "EUR"));
    expect(subtract(half, half)).toEqual(money(0, "EUR"));
    expect(scale(money(0.00000001, "EUR"), 1e8)).toEqual(money(1, "EUR"));
  });
});

describe("contract shapes", () => {
  test("Quantity and Money are read, aliases included", () => {
    expect(toQuantity(fromQuantity({ amount: 2, units: "mins" }))).toEqual({
      amount: 2,
      units: "min",
    });
    expect(toMoney(fromMoney({ value: 12.5, unit: "eur" }))).toEqual({ value: 12.5, unit: "EUR" });
    const gb = fromQuantity({ amount: 1, units: "GB" }, { dataBase: 1000 });
    expect(toQuantity(convert(gb as Amount<"data">, "MB"))).toEqual({ amount: 1000, units: "MB" });
  });

  test("a value that needs more than 15 digits is shown in a smaller unit", () => {
    const left = convert(subtract(quantity(1, "GB"), quantity(1, "B")), "GB");
    expect(toQuantity(left)).toEqual({ amount: 1073741823, units: "B" });
    expect(toQuantity(convert(quantity(100, "s"), "h"))).toEqual({ amount: 100, units: "s" });
  });

  test("dimensions are checked at run time too", () => {
    const read = fromQuantity({ amount: 2, units: "MB" });
    expect(hasDimension(read, "data")).toBe(true);
    expect(hasDimension(read, "time")).toBe(false);
    expect(isMoney(read)).toBe(false);
    expect(isMoney(fromQuantity({ amount: 2, units: "USD" }))).toBe(true);
  });

  test.each([
    ["notFinite", () => quantity(Number.NaN, "GB")],
    ["notFinite", () => scale(money(1, "EUR"), Number.POSITIVE_INFINITY)],
    ["tooManyDigits", () => money(0.1 + 0.2, "EUR")],
    ["tooManyDigits", () => toMoney(add(money(1e12, "EUR"), money(0.0001, "EUR")))],
    ["tooManyDigits", () => toMoney(scale(money(1e300, "EUR"), 1e300))],
    ["missing", () => fromQuantity({ units: "GB" })],
    ["missing", () => fromQuantity({ amount: 1 })],
    ["missing", () => fromMoney({ value: 1 })],
    ["missing", () => fromMoney({ unit: "EUR" })],
    ["unknownUnit", () => quantity(1, "cents")],
    ["unknownUnit", () => money(1, "GB")],
    ["unknownUnit", () => money(1, "ZZZ")],
    ["unknownUnit", () => convert(quantity(1, "GB"), "gigs" as "GB")],
    ["dimensionMismatch", () => convert(quantity(1, "GB"), "h" as "GB")],
    ["dimensionMismatch", () => add(quantity(1, "GB") as Amount, money(1, "EUR"))],
    ["dimensionMismatch", () => compare(money(1, "USD") as Amount, money(1, "EUR"))],
  ])("%s is thrown with its code", (code, run) => {
    expect(codeOf(run)).toBe(code);
  });

  test("the guard accepts an error of another copy of the package, and no other value", () => {
    const foreign = Object.assign(new Error("missing: x"), { name: "QuantityError" });
    expect(isQuantityError(foreign)).toBe(true);
    expect(new QuantityError("missing", "x")).toBeInstanceOf(Error);
    for (const other of [new Error("x"), null, undefined, "QuantityError", {}]) {
      expect(isQuantityError(other)).toBe(false);
    }
  });
});

describe("properties", () => {
  const data = fc
    .tuple(safeNumber, dataUnit, dataBase)
    .map(([value, units, base]) => quantity(value, units, { dataBase: base }) as Amount<"data">);
  const check = (
    property: fc.IPropertyWithHooks<[Amount<"data">, Amount<"data">, Amount<"data">]>,
  ) => fc.assert(property, runs);

  test("sums agree with fractions, and so do products", () => {
    fc.assert(
      fc.property(data, data, safeNumber, (a, b, factor) => {
        expect(same(stepsOf(add(a, b)), plus(stepsOf(a), stepsOf(b)))).toBe(true);
        expect(same(stepsOf(scale(a, factor)), times(stepsOf(a), rationalOf(factor)))).toBe(true);
      }),
      runs,
    );
  });

  test("addition commutes, associates and is undone by subtraction", () => {
    check(
      fc.property(data, data, data, (a, b, c) => {
        expect(compare(add(a, b), add(b, a))).toBe(0);
        expect(compare(add(add(a, b), c), add(a, add(b, c)))).toBe(0);
        expect(compare(subtract(add(a, b), b), a)).toBe(0);
        expect(compare(add(a, scale(a, -1)), scale(a, 0))).toBe(0);
      }),
    );
  });

  test("scaling distributes over sums and factors", () => {
    const small = fc.integer({ min: -1000, max: 1000 }).map((thousandths) => thousandths / 1000);
    fc.assert(
      fc.property(data, data, small, small, (a, b, x, y) => {
        expect(compare(scale(add(a, b), x), add(scale(a, x), scale(b, x)))).toBe(0);
        expect(compare(scale(scale(a, x), y), scale(scale(a, y), x))).toBe(0);
      }),
      runs,
    );
  });

  test("order agrees with fractions and is total", () => {
    check(
      fc.property(data, data, data, (a, b, c) => {
        const [x, y] = [stepsOf(a), stepsOf(b)];
        const [left, right] = [x.top * y.bottom, y.top * x.bottom];
        expect(compare(a, b)).toBe(left < right ? -1 : left > right ? 1 : 0);
        expect(compare(a, b) + compare(b, a)).toBe(0);
        if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test("a parsed amount is written unchanged", () => {
    fc.assert(
      fc.property(safeNumber, dataUnit, dataBase, (value, units, base) => {
        const read = fromQuantity({ amount: value, units }, { dataBase: base });
        expect(toQuantity(read)).toEqual({ amount: value + 0, units });
        expect(same(stepsOf(read), times(rationalOf(value), stepsOf(unitStep(units, base))))).toBe(
          true,
        );
      }),
      runs,
    );
  });

  const unitStep = (units: string, base: 1024 | 1000) => quantity(1, units, { dataBase: base });
});

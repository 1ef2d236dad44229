import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import {
  type Amount,
  add,
  allocate,
  compare,
  convert,
  money,
  quantity,
  type RoundingMode,
  round,
  scale,
  split,
  subtract,
  toMoney,
  toQuantity,
} from "../src/index.ts";
import { runs, safeNumber, stepsOf, testTimeout } from "./oracle.ts";

vi.setConfig({ testTimeout });

const modes: readonly RoundingMode[] = [
  "halfEven",
  "halfUp",
  "halfDown",
  "down",
  "up",
  "floor",
  "ceiling",
];

describe("round", () => {
  test.each([
    // Each row has a value, then the results in the order of the modes above.
    [0.005, [0, 0.01, 0, 0, 0.01, 0, 0.01]],
    [0.015, [0.02, 0.02, 0.01, 0.01, 0.02, 0.01, 0.02]],
    [1.005, [1, 1.01, 1, 1, 1.01, 1, 1.01]],
    [0.0149, [0.01, 0.01, 0.01, 0.01, 0.02, 0.01, 0.02]],
    [0.0151, [0.02, 0.02, 0.02, 0.01, 0.02, 0.01, 0.02]],
    [-0.005, [0, -0.01, 0, 0, -0.01, -0.01, 0]],
    [-0.015, [-0.02, -0.02, -0.01, -0.01, -0.02, -0.02, -0.01]],
    [-0.0151, [-0.02, -0.02, -0.02, -0.01, -0.02, -0.02, -0.01]],
    [7, [7, 7, 7, 7, 7, 7, 7]],
    [-0.01, [-0.01, -0.01, -0.01, -0.01, -0.01, -0.01, -0.01]],
  ])("%d EUR is rounded to whole cents by every mode", (value, expected) => {
    const rounded = modes.map((mode) => toMoney(round(money(value, "EUR"), { mode })).value);
    expect(rounded).toEqual(expected);
  });

  test.each([
    [money(12.5, "JPY"), {}, { amount: 12, units: "JPY" }],
    [money(1.23456, "KWD"), {}, { amount: 1.235, units: "KWD" }],
    [money(1.23456, "EUR"), { digits: 4 }, { amount: 1.2346, units: "EUR" }],
    [quantity(100, "s"), {}, { amount: 100, units: "s" }],
    [quantity(2.5, "SMS"), {}, { amount: 2, units: "SMS" }],
    [quantity(1.23456, "GB"), { digits: 2 }, { amount: 1.23, units: "GB" }],
    [quantity(0.1, "GB"), { digits: 1 }, { amount: 0.1, units: "GB" }],
  ])("keeps the given digits, else those of the currency: %#", (amount, options, expected) => {
    expect(toQuantity(round(amount, { mode: "halfEven", ...options }))).toEqual(expected);
  });

  test("is the nearest multiple in the direction of the mode", () => {
    const mode = fc.constantFrom(...modes);
    fc.assert(
      fc.property(safeNumber, mode, fc.integer({ min: 0, max: 8 }), (value, by, digits) => {
        const amount = money(value, "EUR");
        const rounded = round(amount, { mode: by, digits });
        const piece = scale(money(1, "EUR"), Number(`1e-${digits}`));
        const off = subtract(rounded, amount);
        const size = scale(off, compare(off, money(0, "EUR")));
        expect(compare(size, piece)).toBe(-1);
        if (by.startsWith("half")) expect(compare(scale(size, 2), piece)).toBeLessThan(1);
        if (by === "floor") expect(compare(rounded, amount)).toBeLessThan(1);
        if (by === "ceiling") expect(compare(rounded, amount)).toBeGreaterThan(-1);
        expect(round(rounded, { mode: by, digits })).toEqual(rounded);
      }),
      runs,
    );
  });
});

describe("allocate and split", () => {
  test.each([
    [money(100, "EUR"), [1, 1, 1], [33.34, 33.33, 33.33]],
    [money(-100, "EUR"), [1, 1, 1], [-33.34, -33.33, -33.33]],
    [money(0.05, "EUR"), [3, 7], [0.02, 0.03]],
    [money(10, "EUR"), [0.5, 1.25, 0], [2.86, 7.14, 0]],
    [money(0.01, "EUR"), [0, 1, 1], [0, 0.01, 0]],
    [money(100, "JPY"), [1, 2], [34, 66]],
    // The first share is already whole, so the remaining piece does not go to it.
    [money(4, "JPY"), [2, 1, 1, 4], [1, 1, 0, 2]],
    [money(1, "KWD"), [1, 2], [0.334, 0.666]],
    [quantity(10, "SMS"), [1, 1, 1], [4, 3, 3]],
    [quantity(100, "s"), [1, 1, 1], [34, 33, 33]],
  ] as [Amount, number[], number[]][])(
    "%# is divided to the last piece",
    (amount, weights, expected) => {
      const shares = allocate(amount, weights);
      expect(shares.map((share) => toQuantity(share).amount)).toEqual(expected);
    },
  );

  test("divides data into bytes, or into the given parts", () => {
    const amounts = (shares: Amount[]) => shares.map(toQuantity);
    const bytes = split(quantity(1, "GB"), 3).map((share) => convert(share, "B"));
    expect(amounts(bytes)).toEqual([
      { amount: 357913942, units: "B" },
      { amount: 357913941, units: "B" },
      { amount: 357913941, units: "B" },
    ]);
    expect(amounts(split(quantity(1, "GB"), 3, { digits: 1 }))).toEqual([
      { amount: 0.4, units: "GB" },
      { amount: 0.3, units: "GB" },
      { amount: 0.3, units: "GB" },
    ]);
    expect(amounts(split(quantity(1, "h"), 4))[0]).toEqual({ amount: 0.25, units: "h" });
  });

  test.each([
    ["needsRounding", () => split(money(0.001, "EUR"), 2)],
    ["needsRounding", () => split(quantity(0.1, "GB"), 2)],
    ["invalidWeights", () => allocate(money(1, "EUR"), [])],
    ["invalidWeights", () => allocate(money(1, "EUR"), [0, 0])],
    ["invalidWeights", () => allocate(money(1, "EUR"), [2, -1])],
    ["invalidWeights", () => allocate(money(1, "EUR"), [Number.NaN])],
    ["invalidWeights", () => split(money(1, "EUR"), 0)],
    ["invalidWeights", () => split(money(1, "EUR"), -2)],
    ["invalidWeights", () => split(money(1, "EUR"), 1.5)],
  ])("%s is thrown", (code, run) => {
    expect(run).toThrow(expect.objectContaining({ code }));
  });

  test("loses and adds nothing, and no share differs by a whole step", () => {
    const weight = fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10);
    const weights = fc.array(weight, { minLength: 1, maxLength: 8 });
    const cents = fc.maxSafeInteger().map((count) => (count % 1e15) / 100);
    fc.assert(
      fc.property(cents, weights, (value, by) => {
        fc.pre(by.some((part) => part > 0));
        const amount = money(value, "EUR");
        const shares = allocate(amount, by);
        expect(shares.reduce(add)).toEqual(amount);
        const total = by.reduce((sum, part) => sum + Math.round(part * 10), 0);
        shares.forEach((share, index) => {
          const due = stepsOf(amount).top * BigInt(Math.round((by[index] ?? 0) * 10));
          const off = stepsOf(share).top * BigInt(total) - due;
          expect(off < BigInt(total) * 10_000n && off > BigInt(-total) * 10_000n).toBe(true);
        });
      }),
      runs,
    );
  });
});

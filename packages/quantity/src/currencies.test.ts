import { describe, expect, test } from "vitest";
import { currencies, isCurrency, minorUnitDigits } from "./currencies.ts";

describe("ISO 4217, list one", () => {
  test.each([
    ["EUR", 2],
    ["USD", 2],
    ["CLP", 0],
    ["JPY", 0],
    ["UYI", 0],
    ["KWD", 3],
    ["TND", 3],
    ["CLF", 4],
    ["UYW", 4],
    ["XAU", undefined],
    ["XXX", undefined],
    ["ZZZ", undefined],
  ])("%s has %s minor digits", (code, digits) => {
    expect(minorUnitDigits(code)).toBe(digits);
  });

  test.each(["HUF", "IDR", "COP", "PKR", "IQD", "LBP", "ALL", "MGA", "YER"])(
    "%s follows the standard where engines follow CLDR",
    (code) => {
      expect(minorUnitDigits(code)).toBe(code === "IQD" ? 3 : 2);
    },
  );

  test("has each code of the list of 2026-01-01 once", () => {
    const codes = [...currencies().keys()];
    const counts = codes.reduce<Record<string, number>>((all, code) => {
      const digits = `${minorUnitDigits(code)}`;
      all[digits] = (all[digits] ?? 0) + 1;
      return all;
    }, {});
    expect(codes).toHaveLength(178);
    expect(codes.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
    expect(counts).toEqual({ 0: 17, 2: 139, 3: 7, 4: 2, undefined: 13 });
  });

  test.each(["ANG", "BGN", "HRK", "CUC", "ZWL", "SLL", "eur", "EURO", ""])(
    "%j is not a code",
    (code) => {
      expect(isCurrency(code)).toBe(false);
    },
  );

  test.each(["XCG", "XAD", "ZWG", "VED", "SLE", "BSD", "JMD", "XCD"])("%s is one", (code) => {
    expect(isCurrency(code)).toBe(true);
  });
});

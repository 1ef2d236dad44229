import { describe, expect, test, vi } from "vitest";
import { formatQuantity } from "../src/index.ts";

/** Intl writes several kinds of space, and not the same ones in every release. */
const plain = (text: string): string => text.replace(/\s/g, " ");

describe("formatQuantity", () => {
  test.each([
    [12.5, "EUR", "en", "€12.50"],
    [12.5, "eur", "de", "12,50 €"],
    [12.505, "EUR", "en", "€12.505"],
    [-3, "USD", "en", "-$3.00"],
    [1999, "HUF", "hu", "1999,00 Ft"],
    [1500, "JPY", "en", "¥1,500"],
    [1.5, "KWD", "en", "KWD 1.500"],
    [1.5, "GB", "en", "1.5 GB"],
    [1.5, "GB", "fr", "1,5 Go"],
    [1536, "MB", "en", "1.5 GB"],
    [0.5, "GB", "en", "512 MB"],
    [1.999, "GB", "en", "1.99 GB"],
    [1.15, "GB", "en", "1.15 GB"],
    [-1536, "MB", "en", "-1.5 GB"],
    [0, "GB", "en", "0 GB"],
    [512, "B", "en", "512 byte"],
    [0.5, "B", "en", "0.5 byte"],
    [0.1 + 0.2, "GB", "en", "0.3 GB"],
    [1536, "MiB", "de", "1,5 GiB"],
    [90, "min", "en", "90 min"],
    [183.666666666666, "min", "en", "183.666666 min"],
    [2 / 3, "min", "en", "0.666666 min"],
    [-2 / 3, "min", "en", "-0.666666 min"],
    [1.9999999, "EUR", "en", "€1.999999"],
    [0.1 + 0.2, "EUR", "en", "€0.30"],
    [2.9999999, "SMS", "en", "2.999999 SMS"],
    [2.9999999, "credits", "en", "2.999999 credits"],
    [999999999999.9999, "EUR", "en", "€999,999,999,999.9999"],
    [2, "h", "de", "2 Std."],
    [3, "sms", "en", "3 SMS"],
    [1, "messages", "en", "1 message"],
    [1234.5, "msg", "de", "1.234,5 messages"],
    [0.000001, "SMS", "en", "0.000001 SMS"],
    [1250, "points", "en", "1,250 points"],
    [1, "pts", "de", "1 point"],
    [7, "day", "en", "7 days"],
    [1, "days", "de", "1 Tg."],
    [5, "widgets", "en", "5 widgets"],
    [5, "constructor", "en", "5 constructor"],
    [1, "XAU", "en", "XAU 1"],
  ])("%d %s in %s reads %j", (amount, units, locale, expected) => {
    expect(plain(formatQuantity({ amount, units }, { locale }))).toBe(expected);
  });

  test("the default locale is English on every machine", () => {
    expect(formatQuantity({ amount: 1234.5, units: "MB" }, { dataBase: 1000 })).toBe("1.23 GB");
    expect(formatQuantity({ amount: 1234.5, units: "SMS" })).toBe("1,234.5 SMS");
  });

  test("shows an amount without units, and is empty without an amount", () => {
    expect(formatQuantity({ units: "GB" })).toBe("");
    expect(formatQuantity({ amount: 5 })).toBe("5");
  });

  test.each([undefined, null])("returns an empty text for %s", (quantity) => {
    expect(formatQuantity(quantity)).toBe("");
  });

  test.each([null, undefined, Number.NaN, Number.POSITIVE_INFINITY, "5" as never])(
    "returns an empty text for the amount %s",
    (amount) => {
      for (const units of ["EUR", "GB", "SMS", "credits", null]) {
        expect(formatQuantity({ amount, units })).toBe("");
      }
    },
  );

  test.each([
    { amount: -0, units: "EUR", expected: "€0.00" },
    { amount: -1e-7, units: "EUR", expected: "€0.00" },
    { amount: -4.9e-7, units: "EUR", expected: "€0.00" },
    { amount: -9.9e-7, units: "EUR", expected: "€0.00" },
    { amount: -1e-6, units: "EUR", expected: "-€0.000001" },
    { amount: -0, units: "GB", expected: "0 GB" },
    { amount: -0, units: "SMS", expected: "0 SMS" },
    { amount: -1e-9, units: "credits", expected: "0 credits" },
    { amount: -0.0000000001, units: "KB", expected: "0 kB" },
  ])("writes $amount $units as $expected", ({ amount, units, expected }) => {
    expect(plain(formatQuantity({ amount, units }))).toBe(expected);
  });

  test("creates each formatter once, and keeps at most 256", () => {
    const made = vi.spyOn(Intl, "NumberFormat");
    const inLocale = (locale: string) => formatQuantity({ amount: 1, units: "EUR" }, { locale });
    inLocale("en-x-first");
    inLocale("en-x-first");
    expect(made).toHaveBeenCalledTimes(1);
    for (let other = 0; other < 256; other++) inLocale(`en-x-${other}`);
    expect(inLocale("en-x-first")).toBe("€1.00");
    expect(made).toHaveBeenCalledTimes(258);
    made.mockRestore();
  });

  test("throws for an invalid language tag", () => {
    expect(() => formatQuantity({ amount: 1, units: "GB" }, { locale: "?" })).toThrow(RangeError);
  });
});

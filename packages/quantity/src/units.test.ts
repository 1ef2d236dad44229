import { describe, expect, test } from "vitest";
import type { CountUnit, DataUnit, TimeUnit } from "./amount.ts";
import { currencies } from "./currencies.ts";
import { findUnit, unitsOf } from "./units.ts";

describe("findUnit", () => {
  test.each([
    ["B", "B", "data", 1],
    ["octets", "B", "data", 1],
    ["Bytes", "B", "data", 1],
    ["KB", "KB", "data", 1024],
    ["kB", "KB", "data", 1024],
    ["Mb", "MB", "data", 1024 ** 2],
    ["megabytes", "MB", "data", 1024 ** 2],
    [" gb ", "GB", "data", 1024 ** 3],
    ["Ko", "KB", "data", 1024],
    ["Mo", "MB", "data", 1024 ** 2],
    ["MBytes", "MB", "data", 1024 ** 2],
    ["Go", "GB", "data", 1024 ** 3],
    ["GBytes", "GB", "data", 1024 ** 3],
    ["To", "TB", "data", 1024 ** 4],
    ["TB", "TB", "data", 1024 ** 4],
    ["kib", "KiB", "data", 1024],
    ["Gibibyte", "GiB", "data", 1024 ** 3],
    ["TiB", "TiB", "data", 1024 ** 4],
    ["s", "s", "time", 1],
    ["seconds", "s", "time", 1],
    ["secs", "s", "time", 1],
    ["mins", "min", "time", 60],
    ["Mins", "min", "time", 60],
    ["Hour", "h", "time", 3600],
    ["hrs", "h", "time", 3600],
    ["Sms", "SMS", "count", 1e6],
    ["text", "SMS", "count", 1e6],
    ["texts", "SMS", "count", 1e6],
    ["messages", "message", "count", 1e6],
    ["msg", "message", "count", 1e6],
    ["MMS", "MMS", "count", 1e6],
    ["units", "unit", "count", 1e6],
    ["events", "event", "count", 1e6],
    ["points", "point", "points", 1e6],
    ["Pts", "point", "points", 1e6],
    ["Days", "day", "days", 1e6],
    ["EUR", "EUR", "money:EUR", 1e6],
    ["eur", "EUR", "money:EUR", 1e6],
    ["Clp", "CLP", "money:CLP", 1e6],
  ])("%j is %s of %s with %d steps", (units, symbol, dimension, stepsPerUnit) => {
    expect(findUnit(units)).toEqual({ symbol, dimension, stepsPerUnit });
  });

  test.each(["", "s s", "ss", "Bs", "cents", "widgets", "EURO", "M", "constructor", "€"])(
    "%j names no unit",
    (units) => {
      expect(findUnit(units)).toBeUndefined();
    },
  );

  test.each([
    ["KB", 1000],
    ["MB", 1e6],
    ["GB", 1e9],
    ["TB", 1e12],
    ["KiB", 1024],
    ["TiB", 1024 ** 4],
    ["h", 3600],
    ["EUR", 1e6],
  ])("with the base 1000, %s has %d steps", (units, stepsPerUnit) => {
    expect(findUnit(units, { dataBase: 1000 })?.stepsPerUnit).toBe(stepsPerUnit);
  });

  test("returns the same object for two spellings of one unit, and another object for another base", () => {
    expect(findUnit("GB")).toBe(findUnit("gigabytes"));
    expect(findUnit("GB")).not.toBe(findUnit("GB", { dataBase: 1000 }));
  });
});

describe("unitsOf", () => {
  const symbols = (...args: Parameters<typeof unitsOf>) =>
    unitsOf(...args).map(({ symbol }) => symbol);

  test.each([
    [1024, "TB TiB GB GiB MB MiB KB KiB B"],
    [1000, "TiB TB GiB GB MiB MB KiB KB B"],
  ] as const)("lists data at the base %d, largest first", (dataBase, expected) => {
    expect(symbols("data", { dataBase }).join(" ")).toBe(expected);
  });

  test("lists time, counts, points, days and one currency", () => {
    expect(symbols("time")).toEqual(["h", "min", "s"]);
    expect(symbols("count").sort()).toEqual(["MMS", "SMS", "event", "message", "unit"]);
    expect(symbols("points")).toEqual(["point"]);
    expect(symbols("days")).toEqual(["day"]);
    expect(symbols("money:EUR")).toEqual(["EUR"]);
    expect(symbols("money:ZZZ")).toEqual([]);
  });

  test("has the units that the types name, and no others", () => {
    const data = ["B", "KB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB"] satisfies DataUnit[];
    const time = ["s", "min", "h"] satisfies TimeUnit[];
    const count = ["unit", "SMS", "MMS", "message", "event"] satisfies CountUnit[];
    expect(symbols("data").sort()).toEqual([...data].sort());
    expect(symbols("time").sort()).toEqual([...time].sort());
    expect(symbols("count").sort()).toEqual([...count].sort());
  });

  test("returns a separate dimension for every currency", () => {
    for (const code of currencies().keys()) {
      expect(findUnit(code)).toMatchObject({ symbol: code, dimension: `money:${code}` });
      expect(findUnit(code.toLowerCase())).toBe(findUnit(code));
    }
  });
});

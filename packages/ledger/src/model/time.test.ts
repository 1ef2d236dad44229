import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addPeriod, dayOf, formatInstant, parseInstant } from "./time.ts";

const instants = fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 });

describe("date-times", () => {
  test("are read and written as the platform does", () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const text = new Date(instant).toISOString();
        expect(formatInstant(instant)).toBe(text);
        expect(parseInstant(text)).toBe(instant);
      }),
    );
  });

  test.each([
    ["2024-05-01t00:00:00.123999z", "2024-05-01T00:00:00.123Z"],
    // A common value for "never", in a zone where the instant in UTC is even later.
    ["9999-12-31T23:59:59-05:00", "9999-12-31T23:59:59.999Z"],
    ["0000-01-01T00:00:00+05:00", "0000-01-01T00:00:00.000Z"],
  ])("%s is %s", (text, expected) => {
    expect(formatInstant(parseInstant(text) ?? Number.NaN)).toBe(expected);
  });

  test.each(["", "2024-05-01", "2024-05-01T00:00:00+0530"])("%j is not a date-time", (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });
});

describe("periods", () => {
  const addToText = (text: string, months: number, days: number, offset?: number) =>
    formatInstant(addPeriod(parseInstant(text) ?? Number.NaN, { months, days }, offset));

  test.each([
    ["2030-01-31T10:00:00Z", 1, 0, "2030-02-28T10:00:00.000Z"],
    ["2028-01-31T10:00:00Z", 1, 0, "2028-02-29T10:00:00.000Z"],
    ["2030-01-31T10:00:00Z", 2, 0, "2030-03-31T10:00:00.000Z"],
    ["2030-12-15T10:00:00Z", 1, 0, "2031-01-15T10:00:00.000Z"],
    ["2030-01-15T10:00:00Z", -1, 0, "2029-12-15T10:00:00.000Z"],
    ["2030-11-30T10:00:00Z", 15, 0, "2032-02-29T10:00:00.000Z"],
    ["2030-01-31T10:00:00Z", 1, 1, "2030-03-01T10:00:00.000Z"],
    ["2030-01-15T10:00:00Z", 0, 7, "2030-01-22T10:00:00.000Z"],
  ])("%s plus %d months and %d days is %s", (text, months, days, expected) => {
    expect(addToText(text, months, days)).toBe(expected);
  });

  test("the day of the month is that of the time zone", () => {
    expect(addToText("2030-01-30T23:30:00Z", 1, 0)).toBe("2030-02-28T23:30:00.000Z");
    expect(addToText("2030-01-30T23:30:00Z", 1, 0, 60)).toBe("2030-02-27T23:30:00.000Z");
    expect(addToText("2030-03-01T00:30:00Z", 1, 0, -60)).toBe("2030-03-29T00:30:00.000Z");
  });

  test("ends with the last possible instant", () => {
    expect(addToText("9999-12-31T00:00:00Z", 0, 1)).toBe("9999-12-31T23:59:59.999Z");
    expect(addToText("2030-01-01T00:00:00Z", 1e9, 0)).toBe("9999-12-31T23:59:59.999Z");
  });

  test("an empty period adds no time", () => {
    expect(addPeriod(5, {})).toBe(5);
  });

  test("days are counted by UTC, before 1970 too", () => {
    expect([dayOf(0), dayOf(86_399_999), dayOf(86_400_000), dayOf(-1)]).toEqual([0, 0, 1, -1]);
  });
});

test.each([
  ["2026-03-28T12:00:00Z", { hours: 24 }, "2026-03-29T12:00:00.000Z"],
  ["2026-03-28T12:00:00Z", { hours: 36 }, "2026-03-30T00:00:00.000Z"],
  ["2026-03-28T12:00:00Z", { days: 1, hours: 1 }, "2026-03-29T13:00:00.000Z"],
  ["2026-01-31T23:30:00Z", { months: 1, hours: 1 }, "2026-03-01T00:30:00.000Z"],
  ["2026-03-28T12:00:00Z", { hours: 1 / 3 }, "2026-03-28T12:20:00.000Z"],
])("%s and the period %o is %s", (from, period, to) => {
  expect(formatInstant(addPeriod(Date.parse(from), period))).toBe(to);
});

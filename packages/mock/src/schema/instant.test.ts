import { describe, expect, test } from "vitest";
import { parseInstant, parseSpan } from "./instant.ts";

describe("parseInstant", () => {
  test.each([
    ["1970-01-01T00:00:00Z", 0],
    ["2026-03-01T12:30:15.250Z", Date.UTC(2026, 2, 1, 12, 30, 15, 250)],
    ["2024-02-29T23:59:59+02:00", Date.UTC(2024, 1, 29, 21, 59, 59)],
    ["2024-01-01t00:00:00-03:30", Date.UTC(2024, 0, 1, 3, 30)],
    ["0001-01-01T00:00:00Z", -62_135_596_800_000],
    ["9999-12-31T23:59:60Z", Date.UTC(9999, 11, 31, 23, 59, 60)],
  ])("%s is an instant", (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  test.each([
    "2026-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-01-01T24:00:00Z",
    "2026-01-01T00:00:00",
    "2026-01-01",
    "soon",
    "",
  ])("%s is none", (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  test("agrees with the platform's calendar on every day of four centuries", () => {
    for (let day = -80_000; day < 80_000; day += 37) {
      const text = new Date(day * 86_400_000).toISOString();
      expect(parseInstant(text)).toBe(day * 86_400_000);
    }
  });
});

test("a date alone is the whole day in UTC", () => {
  const from = Date.UTC(2026, 4, 5);
  expect(parseSpan("2026-05-05")).toEqual({ from, to: from + 86_400_000 });
  expect(parseSpan("2026-02-30")).toBeUndefined();
});

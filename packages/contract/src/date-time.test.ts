import { describe, expect, test } from "vitest";
import { isDateTime, parseDateTime } from "./date-time.ts";

/**
 * Usual date-times, and those that parsers of RFC 3339 read differently. A row without `instant` is
 * invalid.
 */
const readings: readonly { text: string; instant?: string; why: string }[] = [
  { text: "2026-03-01T12:30:15.250Z", instant: "2026-03-01T12:30:15.250Z", why: "plain" },
  { text: "2024-05-01T00:00:00-05:00", instant: "2024-05-01T05:00:00.000Z", why: "an offset" },
  { text: "2024-05-01t00:00:00.5z", instant: "2024-05-01T00:00:00.500Z", why: "small letters" },
  { text: "2024-05-01T00:00:00+05:30", instant: "2024-04-30T18:30:00.000Z", why: "half an hour" },
  { text: "2024-05-01T00:00:00-00:00", instant: "2024-05-01T00:00:00.000Z", why: "minus zero" },
  { text: "2024-05-01T00:00:00+0530", why: "an offset without a colon" },
  { text: "2024-05-01T00:00:00+05", why: "an offset without minutes" },
  { text: "2024-05-01T00:00:00+24:00", why: "an offset of a day" },
  { text: "2024-05-01T00:00:00+00:60", why: "an offset of sixty minutes" },
  { text: "2024-05-01T00:00:00.123999Z", instant: "2024-05-01T00:00:00.123Z", why: "cut" },
  { text: "2024-05-01T23:59:59.9999999Z", instant: "2024-05-01T23:59:59.999Z", why: "never up" },
  { text: "1969-12-31T23:59:59.9999Z", instant: "1969-12-31T23:59:59.999Z", why: "before 1970" },
  { text: "2024-05-01T00:00:00.Z", why: "a point without digits" },
  { text: "2024-12-31T23:59:60Z", instant: "2025-01-01T00:00:00.000Z", why: "a leap second" },
  { text: "2024-12-31T18:59:60.5-05:00", instant: "2025-01-01T00:00:00.500Z", why: "in a zone" },
  { text: "2024-12-31T23:58:60Z", why: "a leap second within an hour" },
  { text: "2024-12-31T23:59:60-05:00", why: "a leap second at four in the morning" },
  { text: "2024-02-29T23:59:59Z", instant: "2024-02-29T23:59:59.000Z", why: "a leap year" },
  { text: "2100-02-29T00:00:00Z", why: "no leap year" },
  { text: "0000-02-29T00:00:00Z", instant: "0000-02-29T00:00:00.000Z", why: "the year 0" },
  { text: "0000-01-01T00:00:00+05:00", instant: "-000001-12-31T19:00:00.000Z", why: "before it" },
  { text: "9999-12-31T23:59:59-05:00", instant: "+010000-01-01T04:59:59.000Z", why: "after 9999" },
  { text: "2024-05-01", why: "a date alone" },
  { text: "2024-05-01T00:00:00", why: "no offset" },
  { text: "2024-05-01 00:00:00Z", why: "a blank" },
  { text: "soon", why: "no date" },
];

const dateTimes: readonly [text: string, valid: boolean][] = [
  ["1963-06-19T08:30:06.283185Z", true],
  ["1963-06-19T08:30:06Z", true],
  ["1937-01-01T12:00:27.87+00:20", true],
  ["1990-12-31T15:59:50.123-08:00", true],
  ["1998-12-31T23:59:60Z", true],
  ["1998-12-31T15:59:60.123-08:00", true],
  ["1998-12-31T23:59:61Z", false],
  ["1998-12-31T23:58:60Z", false],
  ["1998-12-31T22:59:60Z", false],
  ["1999-01-01T00:29:60+00:30", true],
  ["1972-06-30T23:59:60Z", true],
  ["0001-01-01T05:29:60+05:30", true],
  ["1990-02-31T15:59:59.123-08:00", false],
  ["1990-12-31T15:59:59-24:00", false],
  ["1963-06-19T08:30:06.28123+01:00Z", false],
  ["06/19/1963 08:30:06 PST", false],
  ["1963-06-19t08:30:06.283185z", true],
  ["2013-350T01:01:01", false],
  ["1963-6-19T08:30:06.283185Z", false],
  ["1963-06-1T08:30:06.283185Z", false],
  ["1963-06-1\u09eaT00:00:00Z", false],
  ["1963-06-11T0\u09ea:00:00Z", false],
  ["2024-02-29T00:00:00Z", true],
  ["2023-02-29T00:00:00Z", false],
  ["2000-02-29T00:00:00Z", true],
  ["1900-02-29T00:00:00Z", false],
  ["2026-04-31T00:00:00Z", false],
  ["2026-12-31T00:00:00Z", true],
  ["0000-01-01T00:00:00Z", true],
  ["2026-00-10T00:00:00Z", false],
  ["2026-13-10T00:00:00Z", false],
  ["2026-01-00T00:00:00Z", false],
  ["2026-01-32T00:00:00Z", false],
  ["2026-01-01T24:00:00Z", false],
  ["2026-01-01T00:60:00Z", false],
  ["2026-01-01T00:00:00", false],
  ["2026-01-01T00:00:00+0200", false],
  ["2026-01-01T00:00:00+02", false],
  ["2026-01-01T00:00:00.Z", false],
  ["2026-01-01 00:00:00Z", false],
  ["2026-01-01", false],
  [" 2026-01-01T00:00:00Z", false],
  ["2026-01-01T00:00:00Z\n", false],
  ["+002026-01-01T00:00:00Z", false],
  ["", false],
];

describe("isDateTime", () => {
  test.each(dateTimes)("%j is %s", (text, valid) => {
    expect(isDateTime(text)).toBe(valid);
  });

  test("200,000 digits take linear time", () => {
    const from = performance.now();
    for (const fill of ["1", ":", "a"]) isDateTime(`2026-01-01T00:00:00.${fill.repeat(2e5)}`);
    expect(performance.now() - from).toBeLessThan(1000);
  });
});

describe("parseDateTime", () => {
  test.each(readings)("$text ($why)", ({ text, instant }) => {
    const found = parseDateTime(text);
    expect(found === undefined ? undefined : new Date(found).toISOString()).toBe(instant);
    expect(isDateTime(text)).toBe(instant !== undefined);
  });

  test("agrees with the platform's calendar over four centuries", () => {
    for (let day = -80_000; day < 80_000; day += 37) {
      const instant = day * 86_400_000 + (day & 1023);
      expect(parseDateTime(new Date(instant).toISOString())).toBe(instant);
    }
  });

  test.each([undefined, null, 0, {}, new Date(0)])("%o is invalid", (value) => {
    expect(parseDateTime(value)).toBeUndefined();
    expect(isDateTime(value)).toBe(false);
  });
});

import { describe, expect, test } from "vitest";
import { addDuration, parseDuration } from "./duration.ts";

describe("parseDuration", () => {
  test.each([
    ["P1M", { months: 1, ms: 0 }],
    ["P1Y2M", { months: 14, ms: 0 }],
    ["P2W", { months: 0, ms: 14 * 86_400_000 }],
    ["P1DT12H", { months: 0, ms: 36 * 3_600_000 }],
    ["PT90S", { months: 0, ms: 90_000 }],
    ["PT0.5S", { months: 0, ms: 500 }],
    ["PT5M", { months: 0, ms: 300_000 }],
  ])("reads %s", (text, duration) => expect(parseDuration(text)).toEqual(duration));

  test.each(["", "P", "PT", "P1DT", "1D", "P-1D", "P1.5D", "PT1H1D", "p1d", "P1D "])(
    "refuses %j",
    (text) => expect(parseDuration(text)).toBeUndefined(),
  );
});

describe("addDuration", () => {
  test.each([
    ["2026-01-31T10:00:00Z", "P1M", "2026-02-28T10:00:00.000Z"],
    ["2024-01-31T10:00:00Z", "P1M", "2024-02-29T10:00:00.000Z"],
    ["2026-01-31T10:00:00Z", "P2M", "2026-03-31T10:00:00.000Z"],
    ["2024-02-29T00:00:00Z", "P1Y", "2025-02-28T00:00:00.000Z"],
    ["2026-11-30T23:59:59Z", "P3MT1S", "2027-03-01T00:00:00.000Z"],
    ["2026-12-31T00:00:00Z", "PT24H", "2027-01-01T00:00:00.000Z"],
  ])("%s plus %s is %s", (from, text, to) => {
    const duration = parseDuration(text);
    if (!duration) throw new Error(`not a duration: ${text}`);
    expect(new Date(addDuration(Date.parse(from), duration)).toISOString()).toBe(to);
  });
});

import { describe, expect, test } from "vitest";
import { barParts, lowMark, standingOf } from "./standing.ts";

const now = Date.parse("2026-11-27T12:00:00Z");
const euros = (amount: number) => ({ amount, units: "EUR" });
const bucket = { status: "active", spendable: euros(10), held: euros(0), ends: undefined };

describe("the state of a bucket at a glance", () => {
  test.each([
    ["active", bucket],
    ["low", { ...bucket, spendable: euros(1.99) }],
    ["active", { ...bucket, spendable: euros(2) }],
    ["empty", { ...bucket, spendable: euros(0) }],
    ["low", { ...bucket, spendable: euros(0), held: euros(1) }],
    ["ending", { ...bucket, ends: "2026-11-29T12:00:00Z" }],
    ["active", { ...bucket, ends: "2026-12-29T12:00:00Z" }],
    ["suspended", { ...bucket, status: "suspended", spendable: euros(0) }],
    ["expired", { ...bucket, status: "expired" }],
  ] as const)("is %s for %j", (standing, given) => {
    expect(standingOf(given, euros(2), now)).toBe(standing);
  });

  test("the profile's low mark replaces the usual one if it has the bucket's dimension", () => {
    const data = { usageType: "data", spendable: { amount: 1, units: "GB" } };
    expect(lowMark(data)).toEqual({ amount: 100, units: "MB" });
    expect(lowMark(data, { data: { amount: 1, units: "GB" } })).toEqual({ amount: 1, units: "GB" });
    expect(lowMark(data, { data: euros(5) })).toEqual({ amount: 100, units: "MB" });
    expect(lowMark({ usageType: "other", spendable: { amount: 1, units: "point" } })).toBe(
      undefined,
    );
  });
});

describe("the parts of a bar", () => {
  test.each([
    ["a limit is the width", { limit: euros(100) }, { spendable: 0.3, held: 0.1, free: 0.6 }],
    [
      "the peak is the width",
      { peakSteps: 80_000_000 },
      { spendable: 0.375, held: 0.125, free: 0 },
    ],
    ["the balance is the width", {}, { spendable: 0.75, held: 0.25, free: 0 }],
    ["five low marks are the width", { low: euros(20) }, { spendable: 0.3, held: 0.1, low: 0.2 }],
    ["a balance above its limit", { limit: euros(10) }, { spendable: 0.75, held: 0.25, free: 0 }],
  ])("%s", (_name, marks, parts) => {
    expect(barParts({ spendable: euros(30), held: euros(10) }, marks)).toMatchObject(parts);
  });

  test("a balance of 0 has no width", () => {
    expect(barParts({ spendable: euros(0), held: euros(0) }, {})).toMatchObject({ spendable: 0 });
  });
});

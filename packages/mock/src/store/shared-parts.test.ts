import type { BucketRecord } from "@tmf654/ledger";
import { expect, test } from "vitest";
import { shareMembers, shareParts } from "./shared-parts.ts";

const record = (id: string, account = "acc"): BucketRecord => ({
  id,
  usageType: "data",
  dimension: "data",
  units: "MB",
  remaining: 1,
  reserved: 0,
  suspended: false,
  endsAt: undefined,
  confirmedAt: 0,
  details: {
    id,
    name: "Data",
    partyAccount: { id: account },
    logicalResource: [{ id: "1" }],
  },
});

test("a loaded bucket shares equal members with the one before, and keeps its value", () => {
  const [first, second] = [shareParts(record("a"), "a"), shareParts(record("b"), "b")];
  expect([first, second]).toEqual([record("a"), record("b")]);
  expect(second.details.partyAccount).toBe(first.details.partyAccount);
  expect(second.details.logicalResource).toBe(first.details.logicalResource);
});

test("a bucket that replaces another one shares its members, whichever was loaded before", () => {
  const replaced = shareParts(record("a"), "a");
  shareParts(record("b", "other"), "b");
  const later = shareParts({ ...record("a"), remaining: 2 }, "a", replaced);
  expect(later).toEqual({ ...record("a"), remaining: 2 });
  expect(later.details.partyAccount).toBe(replaced.details.partyAccount);
});

test("different members are kept apart", () => {
  const first = shareParts(record("a"), "a");
  const second = shareParts(record("b", "other"), "b");
  expect(second).toEqual(record("b", "other"));
  expect(second.details.logicalResource).toBe(first.details.logicalResource);
});

test.each<[string, unknown, unknown]>([
  ["a list and its text", "[1]", [1]],
  ["a list and an object", [], {}],
  ["members in another order", { a: 1, b: 2 }, { b: 2, a: 1 }],
  ["an empty text and nothing", "", null],
  ["a number and its text", 1, "1"],
  ["nested members in another order", [{ a: 1, b: 2 }], [{ b: 2, a: 1 }]],
  ["a list and a longer one", [1], [1, 2]],
])("%s are kept apart", (_, one, other) => {
  for (const [value, latest] of [
    [one, other],
    [other, one],
  ]) {
    const shared = shareMembers({ it: value }, { it: latest }, "a");
    expect(JSON.stringify(shared)).toBe(JSON.stringify({ it: value }));
  }
});

test("instances of classes are not shared, because their members do not show their value", () => {
  const when = new Date(0);
  expect(shareMembers({ when }, { when: new Date(1) }, "a").when).toBe(when);
});

test("values with many levels are not compared, because that could need too much stack", () => {
  const deep = () => {
    let value: unknown = "end";
    for (let level = 0; level < 100_000; level += 1) value = [value];
    return { value };
  };
  const [one, other] = [deep(), deep()];
  expect(shareMembers(one, other, "a").value === one.value).toBe(true);
});

import { expect, test } from "vitest";
import { readMember } from "./reader.ts";
import { sortItems } from "./sort.ts";

const rows = [
  { id: "a", amount: 10, date: "2026-01-01T01:00:00+02:00", list: [{ n: "y" }] },
  { id: "b", amount: 9, date: "2025-12-31T23:30:00Z", list: [{ n: "x" }, { n: "z" }] },
  { id: "c", date: "2025-12-31T23:30:00.000Z", list: [] },
  { id: "d", amount: 10 },
];

test.each<[string, boolean, string]>([
  ["amount", false, "badc"],
  ["amount", true, "adbc"],
  ["date", false, "abcd"],
  ["date", true, "bcad"],
  ["list.n", false, "bacd"],
  ["id", true, "dcba"],
  ["nothing", true, "abcd"],
])("by %s, descending %s", (path, descending, order) => {
  const sortedRows = sortItems(rows, [{ path: path.split("."), descending }], readMember);
  expect(sortedRows.map((row) => row.id).join("")).toBe(order);
});

test("later keys order equal values", () => {
  const keys = [
    { path: ["amount"], descending: true },
    { path: ["id"], descending: true },
  ];
  expect(sortItems(rows, keys, readMember).map((row) => row.id)).toEqual(["d", "a", "b", "c"]);
});

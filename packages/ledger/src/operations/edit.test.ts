import { describe, expect, test } from "vitest";
import type { ActionRecord } from "../model/records.ts";
import { editsOf, mergePatch } from "./edit.ts";

describe("merge patch", () => {
  // The examples of RFC 7396, appendix A.
  test.each([
    [{ a: "b" }, { a: "c" }, { a: "c" }],
    [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
    [{ a: "b" }, { a: null }, {}],
    [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
    [{ a: ["b"] }, { a: "c" }, { a: "c" }],
    [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
    [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
    [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
    [
      ["a", "b"],
      ["c", "d"],
      ["c", "d"],
    ],
    [{ a: "b" }, ["c"], ["c"]],
    [{ a: "foo" }, null, null],
    [{ a: "foo" }, "bar", "bar"],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: "b", c: null }, { a: "b" }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])("%j patched with %j is %j", (target, patch, expected) => {
    expect(mergePatch(target, patch)).toEqual(expected);
  });
});

describe("edits", () => {
  const action = {
    kind: "transfer",
    id: "a",
    status: "completed",
    bucketId: "b",
    usageType: "monetary",
    steps: 1,
    amount: { amount: 1, units: "EUR" },
    requestedAt: 0,
    confirmedAt: undefined,
    dueAt: undefined,
    transferCost: { unit: "EUR", value: 2 },
    details: {
      transferCost: { unit: "EUR", value: 1 },
      product: [{ id: "p" }],
      channel: { id: "web" },
    },
  } as const satisfies ActionRecord as ActionRecord;

  test.each([
    [{ product: [{ id: "p" }] }, []],
    [{ product: [{ id: "q" }] }, ["product"]],
    [{ product: [{ id: "p" }, { id: "q" }] }, ["product"]],
    [{ product: [] }, ["product"]],
    [{ product: { 0: { id: "p" } } }, ["product"]],
    [{ channel: [{ id: "web" }] }, ["channel"]],
    [{ channel: { id: "web" } }, []],
    [{ channel: { id: "web", name: "n" } }, ["channel"]],
    [{ channel: null }, ["channel"]],
    [{ channel: "web" }, ["channel"]],
    [{ nothing: null }, []],
    // The charged cost counts as current, not the requested one.
    [{ transferCost: { value: 2 } }, []],
    [{ transferCost: { value: 1 } }, ["transferCost"]],
    [{ href: "anywhere", failure: {}, status: "failed" }, []],
  ])("%j changes %j", (patch, expected) => {
    expect([...editsOf(action, patch).keys()]).toEqual(expected);
  });

  test("without a charged cost, the cost of the request is known", () => {
    const { transferCost: _, ...asked } = action;
    expect(editsOf(asked, { transferCost: { unit: "EUR", value: 1 } }).size).toBe(0);
  });
});

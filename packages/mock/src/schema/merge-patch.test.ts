import { expect, test } from "vitest";
import { removeNulls } from "./merge-patch.ts";

test.each([
  ["a member that is null", { a: null, b: 1 }, { b: 1 }],
  ["one inside another", { a: { b: null, c: 1 } }, { a: { c: 1 } }],
  ["every member of another", { a: { b: null } }, { a: {} }],
])("leaves out %s", (_, patch, set) => {
  expect(removeNulls(patch)).toEqual(set);
});

test.each([
  ["a null in an array", { a: [null, 1] }],
  ["a null in an object in an array", { a: [{ b: null }] }],
  ["what is false, zero or empty", { a: false, b: 0, c: "", d: [], e: {} }],
])("keeps %s", (_, patch) => {
  expect(removeNulls(patch)).toEqual(patch);
});

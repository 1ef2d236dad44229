import { expect, test } from "vitest";
import { Latest } from "./latest.ts";

test("the latest values are kept, up to a number", () => {
  const latest = new Latest<number>(3, 1000);
  for (let value = 1; value <= 50; value += 1) expect(latest.push(value, 1)).toBe(true);
  expect([...latest.latestFirst()]).toEqual([50, 49, 48]);
  expect([-1, 0, 2, 3].map((back) => latest.valueFromEnd(back))).toEqual([
    undefined,
    50,
    48,
    undefined,
  ]);
  expect(latest.size).toBe(3);
});

test("the latest values are kept, up to a weight", () => {
  const latest = new Latest<string>(100, 10);
  for (const value of ["a", "b", "c"]) latest.push(value, 4);
  expect([...latest.latestFirst()]).toEqual(["c", "b"]);
  latest.push("heavy", 10);
  expect([...latest.latestFirst()]).toEqual(["heavy"]);
  expect(latest.push("too heavy", 11)).toBe(false);
  expect([...latest.latestFirst()]).toEqual(["heavy"]);
});

test("after a removal of all values, others are kept", () => {
  const latest = new Latest<number>(3, 10);
  for (let value = 1; value <= 5; value += 1) latest.push(value, 3);
  latest.clear();
  expect([...latest.latestFirst()]).toEqual([]);
  for (let value = 6; value <= 10; value += 1) latest.push(value, 3);
  expect([...latest.latestFirst()]).toEqual([10, 9, 8]);
});

test("with a limit of 0, nothing is kept", () => {
  const latest = new Latest<number>(0, 10);
  expect(latest.push(1, 0)).toBe(false);
  expect(latest.valueFromEnd(0)).toBeUndefined();
});

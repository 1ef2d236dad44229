import { describe, expect, test } from "vitest";
import { findViolation, type Operation } from "./history-checker.ts";

const write = (start: number, end: number, amount: number): Operation => ({
  ...{ type: "write", start, end, amount, outcome: "done" },
});
const refused = (start: number, end: number, amount: number): Operation => ({
  ...{ type: "write", start, end, amount, outcome: "refused" },
});
const lost = (start: number, amount: number): Operation => ({
  ...{ type: "write", start, end: Number.POSITIVE_INFINITY, amount, outcome: "unknown" },
});
const read = (start: number, end: number, value: number): Operation => ({
  ...{ type: "read", start, end, value },
});

describe("The checker of histories accepts", () => {
  test.each<[string, readonly Operation[]]>([
    ["reads after writes", [write(0, 1, 5), read(2, 3, 15), write(4, 5, -3), read(6, 7, 12)]],
    ["a read during a write, before it", [write(0, 9, 5), read(1, 2, 10), read(3, 4, 15)]],
    [
      "two writes at once, in the order that a read shows",
      [write(0, 9, 5), write(0, 9, 7), read(1, 2, 17), read(10, 11, 22)],
    ],
    ["a refusal while another debit is in progress", [write(0, 9, -10), refused(1, 2, -1)]],
    ["a write of unknown outcome that was executed", [lost(0, 5), read(2, 3, 10), read(8, 9, 15)]],
    ["a write of unknown outcome that was not executed", [lost(0, 5), read(8, 9, 10)]],
  ])("%s", (_, history) => {
    expect(findViolation(history, 10)).toBeUndefined();
  });
});

describe("The checker of histories finds", () => {
  test.each<[string, readonly Operation[], number]>([
    ["a stale read", [write(0, 1, 5), read(2, 3, 10)], 1],
    ["a read that goes back", [write(0, 9, 5), read(1, 2, 15), read(3, 4, 10)], 2],
    ["a lost write", [write(0, 1, 5), write(2, 3, 7), read(4, 5, 17)], 2],
    ["a write that was executed twice", [write(0, 1, 5), read(2, 3, 20)], 1],
    ["a balance that never was", [write(0, 9, 5), write(0, 9, 7), read(1, 2, 11)], 2],
    ["a refusal of a debit that had enough", [refused(0, 1, -3)], 0],
    ["two debits of which there was enough for one", [write(0, 9, -6), write(0, 9, -6)], 1],
    [
      "an executed write of unknown outcome that is undone",
      [lost(0, 5), read(1, 2, 15), read(3, 4, 10)],
      2,
    ],
  ])("%s", (_, history, at) => {
    expect(findViolation(history, 10)).toBe(history[at]);
  });
});

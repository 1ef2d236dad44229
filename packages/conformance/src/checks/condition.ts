/** Comparison of a value with a condition. */

import { isDateTime, parseDateTime } from "@tmf654/contract";
import type { Condition, Operand } from "../model/expectation.ts";
import { isRecord } from "../values/path.ts";
import { type KnownValues, resolveOperand } from "../values/resolve.ts";

/** A condition with all its operands known. */
type Comparator = (value: unknown, operand: unknown) => boolean;

const wordChecks: Readonly<Record<string, (value: unknown) => boolean>> = {
  present: (value) => value !== undefined && value !== null,
  absent: (value) => value === undefined || value === null,
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  integer: (value) => Number.isInteger(value),
  array: Array.isArray,
  object: isRecord,
  "date-time": isDateTime,
  empty: (value) => sizeOf(value) === 0,
  "not empty": (value) => (sizeOf(value) ?? 0) > 0,
};

const comparisons: Readonly<Record<string, Comparator>> = {
  equals: isSame,
  not: (value, operand) => !isSame(value, operand),
  oneOf: (value, operand) => Array.isArray(operand) && operand.some((one) => isSame(value, one)),
  includes: (value, operand) => Array.isArray(value) && value.some((one) => isSame(one, operand)),
  contains: (value, operand) => typeof value === "string" && value.includes(String(operand)),
  hasOnly: (value, operand) =>
    isRecord(value) && Object.keys(value).every((name) => includesName(operand, name)),
  has: (value, operand) =>
    isRecord(value) && Array.isArray(operand) && operand.every((name) => value[name] !== undefined),
  above: (value, operand) => compareValues(value, operand) > 0,
  atLeast: (value, operand) => compareValues(value, operand) >= 0,
  below: (value, operand) => compareValues(value, operand) < 0,
  atMost: (value, operand) => compareValues(value, operand) <= 0,
  length: (value, operand) => sizeOf(value) === operand,
};

/** Whether the value meets the condition. Throws `MissingReference` for an unknown operand. */
export function meetsCondition(
  condition: Condition,
  value: unknown,
  knownValues: KnownValues,
): boolean {
  if (typeof condition === "string") return wordChecks[condition]?.(value) ?? false;
  if ("ifPresent" in condition)
    return value === undefined || meetsCondition(condition.ifPresent, value, knownValues);
  return Object.entries(condition).every(([name, operand]) =>
    comparisons[name]?.(value, resolveAll(operand as Operand, knownValues)),
  );
}

/** The text of a condition: `is {bucket.id}`, with the value in place of the reference. */
export function describeCondition(condition: Condition, knownValues: KnownValues): string {
  if (typeof condition === "string") return `is ${wordTexts[condition] ?? condition}`;
  if ("ifPresent" in condition) {
    return `${describeCondition(condition.ifPresent, knownValues)}, where present`;
  }
  return Object.entries(condition)
    .map(([name, operand]) => `${phrases[name]} ${shownOperand(operand as Operand, knownValues)}`)
    .join(" and ");
}

const wordTexts: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  integer: "an integer",
  array: "an array",
  object: "an object",
  "date-time": "a date-time",
};

const phrases: Readonly<Record<string, string>> = {
  equals: "is",
  not: "is not",
  oneOf: "is one of",
  includes: "includes",
  contains: "contains",
  hasOnly: "has no members except",
  has: "has",
  above: "is above",
  atLeast: "is at least",
  below: "is below",
  atMost: "is at most",
  length: "has the length",
};

function shownOperand(operand: Operand, knownValues: KnownValues): string {
  try {
    return JSON.stringify(resolveAll(operand, knownValues)) ?? "nothing";
  } catch {
    return JSON.stringify(operand);
  }
}

function resolveAll(operand: Operand, knownValues: KnownValues): unknown {
  if (Array.isArray(operand))
    return operand.map((one: Operand) => resolveOperand(one, knownValues));
  return resolveOperand(operand, knownValues);
}

const includesName = (possibleNames: unknown, name: string): boolean =>
  Array.isArray(possibleNames) && possibleNames.includes(name);

function sizeOf(value: unknown): number | undefined {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  return isRecord(value) ? Object.keys(value).length : undefined;
}

/** Deep equality of JSON; numbers are compared as written, so 1 and 1.0 are the same. */
export function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((each, at) => isSame(each, right[at]));
  }
  if (!isRecord(left) || !isRecord(right)) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => isSame(left[name], right[name]))
  );
}

/** Numbers by size, date-times as instants, other texts by code unit; NaN for anything else. */
export function compareValues(left: unknown, right: unknown): number {
  if (typeof left === "number" && typeof right === "number") return left - right;
  if (typeof left !== "string" || typeof right !== "string") return Number.NaN;
  const instants = [parseDateTime(left), parseDateTime(right)] as const;
  if (instants[0] !== undefined && instants[1] !== undefined) return instants[0] - instants[1];
  return left < right ? -1 : Number(left > right);
}

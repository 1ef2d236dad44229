import { parseInstant } from "./instant.ts";
import type { Readable } from "./matches.ts";
import type { SortKey } from "./query.ts";

/**
 * A comparison for a stable sort by the keys in turn. Numbers before texts, date-times as instants,
 * texts by code unit, the missing last in either direction; of an array the first value counts.
 */
export function compareBy(sort: readonly SortKey[]): (a: Readable, b: Readable) => number {
  return (a, b) => {
    for (const { path, descending } of sort) {
      const [left, right] = [firstAt(a, path, 0), firstAt(b, path, 0)];
      if (left === undefined || right === undefined) {
        if (left !== right) return left === undefined ? 1 : -1;
        continue;
      }
      const order = compareValues(left, right);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  };
}

function firstAt(value: unknown, path: readonly string[], at: number): unknown {
  if (Array.isArray(value)) {
    for (const element of value) {
      const found = firstAt(element, path, at);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const member = path[at];
  if (member === undefined) return value === null || typeof value === "object" ? undefined : value;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, member))
    return undefined;
  return firstAt((value as Readable)[member], path, at + 1);
}

function compareValues(left: unknown, right: unknown): number {
  if (typeof left === "number" && typeof right === "number") return left - right;
  if (typeof left === "number" || typeof right === "number") {
    return typeof left === "number" ? -1 : 1;
  }
  const [a, b] = [String(left), String(right)];
  if (a === b) return 0;
  const [x, y] = [parseInstant(a), parseInstant(b)];
  if (x !== undefined && y !== undefined) return x - y;
  return a < b ? -1 : 1;
}

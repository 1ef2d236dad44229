import { parseDateTime } from "@tmf654/contract";
import type { SortTerm } from "../ports/query.ts";
import { anyValueAt, isScalar, type Reader } from "./reader.ts";

/** The value of one sort key of a subject. `undefined` if it is missing. */
type SortValue =
  | number
  | { readonly text: string; readonly instant: number | undefined }
  | undefined;
/** The sort values of a subject, one for each sort key. */
export type SortValues = readonly SortValue[];

/**
 * Creates a function that reads the sort values of a subject. The sort value of an array is that of
 * its first element.
 */
export function sortValuesOf<T>(
  sort: readonly SortTerm[],
  reader: Reader<T>,
): (subject: T) => SortValues {
  const roots = sort.map(({ path }) => reader(path[0] ?? ""));
  return (subject) => sort.map(({ path }, key) => sortValueOf(roots[key]?.(subject), path));
}

/**
 * Creates the comparison for a stable sort by the keys. Numbers come before texts. Date-times are
 * compared as instants, texts by code unit. Missing values are last in both directions.
 */
export function compareSortValues(
  sort: readonly SortTerm[],
): (a: SortValues, b: SortValues) => number {
  const directions = sort.map(({ descending }) => (descending ? -1 : 1));
  return (a, b) => {
    for (let key = 0; key < directions.length; key += 1) {
      const order = compareSortValue(a[key], b[key], directions[key] ?? 1);
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** Returns a sorted copy. */
export function sortItems<T>(
  items: readonly T[],
  sort: readonly SortTerm[],
  reader: Reader<T>,
): T[] {
  const valuesOf = sortValuesOf(sort, reader);
  const compare = compareSortValues(sort);
  const valuedItems = items.map((item) => ({ item, sortValues: valuesOf(item) }));
  return valuedItems.sort((a, b) => compare(a.sortValues, b.sortValues)).map(({ item }) => item);
}

function sortValueOf(root: unknown, path: readonly string[]): SortValue {
  let sortValue: SortValue;
  anyValueAt(root, path, 1, (value) => {
    if (!isScalar(value)) return false;
    const text = String(value);
    sortValue = typeof value === "number" ? value : { text, instant: parseDateTime(text) };
    return true;
  });
  return sortValue;
}

function compareSortValue(left: SortValue, right: SortValue, direction: number): number {
  if (left === undefined || right === undefined) {
    if (left === right) return 0;
    return left === undefined ? 1 : -1;
  }
  return compareValues(left, right) * direction;
}

function compareValues(left: SortValue & {}, right: SortValue & {}): number {
  if (typeof left === "number" || typeof right === "number") {
    if (typeof left === typeof right) return (left as number) - (right as number);
    return typeof left === "number" ? -1 : 1;
  }
  if (left.text === right.text) return 0;
  if (left.instant !== undefined && right.instant !== undefined)
    return left.instant - right.instant;
  return left.text < right.text ? -1 : 1;
}

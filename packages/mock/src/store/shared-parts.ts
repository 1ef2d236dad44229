import type { BucketRecord } from "@tmf654/ledger";
import type { ReadableObject } from "../query/reader.ts";

/** The levels of objects and arrays that are compared, such as a list of references. */
const comparedLevels = 3;

/** The bucket that was loaded last. A subscriber's buckets are neighbours. */
let latest: Pick<BucketRecord, "details"> = { details: {} };

/**
 * Returns a loaded bucket that shares equal members with the bucket that it replaces, or with the
 * one loaded before: accounts, products, parties and dates. This halves the memory of a bucket.
 * Records never change, so it has no visible effect.
 */
export function shareParts(record: BucketRecord, id: string, earlierRecord = latest): BucketRecord {
  // The texts of a loaded record are copies. One id is enough.
  const details = shareMembers(record.details, earlierRecord.details, id);
  latest = { details };
  return { ...record, id, details };
}

/**
 * Returns a copy of a value, with the equal members of another value. A text equal to `id` becomes
 * `id`.
 */
export function shareMembers<T extends ReadableObject>(value: T, other: T, id: string): T {
  const members: Record<string, unknown> = { ...value };
  for (const name in members) {
    const member = members[name];
    if (member === id) members[name] = id;
    else if (isEqual(member, other[name], comparedLevels)) members[name] = other[name];
  }
  return members as T;
}

/** Whether two values have the same members in the same order. Deep values count as different. */
function isEqual(one: unknown, other: unknown, levels: number): boolean {
  if (one === other) return true;
  if (!isPlain(one) || !isPlain(other) || levels === 0) return false;
  const names = Object.keys(one);
  const otherNames = Object.keys(other);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    names.length === otherNames.length &&
    names.every(
      (name, at) => name === otherNames[at] && isEqual(one[name], other[name], levels - 1),
    )
  );
}

function isPlain(value: unknown): value is ReadableObject {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype;
}

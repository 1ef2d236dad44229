import type { ReadableObject } from "../query/reader.ts";

/** A function pair that replaces equal values by one shared value. */
export interface Interner {
  /** Returns a copy whose members are shared with earlier equal members. */
  internMembers<T extends ReadableObject>(value: T): T;
  clear(): void;
}

/** The characters of the longest shared value. */
const longestShared = 1000;

/**
 * Creates an interner. A subscriber's buckets have equal accounts, products, parties, dates and
 * names. Sharing them halves the memory of a bucket. Only values that never change may be shared.
 * After `max` different values the interner starts again, so that rare values cost little. Long
 * values are not shared, because the interner would keep them.
 */
export function createInterner(max = 4096): Interner {
  const texts = new Map<string, string>();
  const objects = new Map<string, unknown>();
  const one = <V>(kept: Map<string, V>, key: string, value: V): V => {
    const known = kept.get(key);
    if (known !== undefined || key.length > longestShared) return known ?? value;
    if (kept.size >= max) kept.clear();
    kept.set(key, value);
    return value;
  };
  const intern = (value: unknown): unknown => {
    if (typeof value === "string") return one(texts, value, value);
    const key = jsonOf(value);
    return key === undefined ? value : one(objects, key, value);
  };
  return {
    internMembers: (value) => {
      const members: Record<string, unknown> = { ...value };
      for (const name of Object.keys(members)) members[name] = intern(members[name]);
      return members as typeof value;
    },
    clear: () => {
      texts.clear();
      objects.clear();
    },
  };
}

/** Returns the JSON text of an object or an array, or `undefined` for other values. */
function jsonOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  try {
    const text = JSON.stringify(value);
    return text.startsWith("{") || text.startsWith("[") ? text : undefined;
  } catch {
    // A change in progress must not fail here. A later read of the text reports the error.
    return undefined;
  }
}

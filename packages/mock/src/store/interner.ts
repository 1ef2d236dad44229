import type { Readable } from "../query/reader.ts";

/** Keeps one of what is equal. */
export type Interner = {
  /** The same members, each of them one that was kept already where an equal one was. */
  internMembers<T extends Readable>(value: T): T;
  clear(): void;
};

/**
 * What a subscriber's buckets say of account, product and party is equal, and dates and names come
 * again and again: kept once, they halve what a bucket takes. Only values that never change may be
 * shared. After `most` different ones it begins anew, so that what never comes again costs little.
 */
export function createInterner(most = 4096): Interner {
  const texts = new Map<string, string>();
  const objects = new Map<string, unknown>();
  const one = <V>(kept: Map<string, V>, key: string, value: V): V => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    if (kept.size >= most) kept.clear();
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

/** The JSON text of an object or an array; undefined for what is neither, or has no such text. */
function jsonOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  try {
    const text = JSON.stringify(value);
    return text.startsWith("{") || text.startsWith("[") ? text : undefined;
  } catch {
    // A change under way must not fail half-way; whoever asks for the text will be told.
    return undefined;
  }
}

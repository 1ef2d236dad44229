import type { LimitName, LimitWatch } from "./limits.ts";

/** A map within a number of entries and bytes; the entries set longest ago leave first. */
export interface LimitedMap<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  delete(key: string): void;
  clear(): void;
  entries(): Iterable<[string, V]>;
}

/** The names of the two limits. */
interface MapLimits {
  readonly entries: LimitName;
  readonly bytes: LimitName;
}

/** Bytes of an entry beside its key. */
const overhead = 100;

/** Creates an empty map. The entry set last stays, however long its key is. */
export function createLimitedMap<V>(
  { most, reached }: LimitWatch,
  names: MapLimits,
): LimitedMap<V> {
  const values = new Map<string, V>();
  let bytes = 0;
  const remove = (key: string): void => {
    if (values.delete(key)) bytes -= key.length + overhead;
  };
  const excess = (): LimitName | undefined => {
    if (values.size > most[names.entries]) return names.entries;
    return values.size > 1 && bytes > most[names.bytes] ? names.bytes : undefined;
  };
  const trim = (): void => {
    for (const oldest of values.keys()) {
      const limit = excess();
      if (!limit) return;
      reached(limit);
      remove(oldest);
    }
  };
  return {
    get: (key) => values.get(key),
    set: (key, value) => {
      remove(key);
      values.set(key, value);
      bytes += key.length + overhead;
      trim();
    },
    delete: remove,
    clear: () => {
      values.clear();
      bytes = 0;
    },
    entries: () => values.entries(),
  };
}

import { createDateIndex, type DateIndex } from "./date-index.ts";
import type { StoredEntry } from "./entry.ts";

/** The order of a list without a sort. */
export interface NaturalOrder<R> {
  /** Returns all entries, in this order. */
  all(): Iterable<StoredEntry<R>>;
  /** Sorts entries in place. */
  sort(entries: StoredEntry<R>[]): StoredEntry<R>[];
  put(entry: StoredEntry<R>): void;
  remove(entry: StoredEntry<R>): void;
  clear(): void;
}

/** Creates the order of arrival, which is the order of the map of entries. */
export function createArrivalOrder<R>(
  entries: ReadonlyMap<string, StoredEntry<R>>,
): NaturalOrder<R> {
  const noop = (): void => {};
  return {
    all: () => entries.values(),
    sort: (entriesToSort) => entriesToSort.sort((a, b) => a.seq - b.seq),
    put: noop,
    remove: noop,
    clear: noop,
  };
}

/**
 * Creates the order with the latest instant first, then the last arrival. Its index is built at the
 * first use.
 */
export function createLatestOrder<R>(
  entries: ReadonlyMap<string, StoredEntry<R>>,
  instantOf: (record: R) => number,
): NaturalOrder<R> {
  let index: DateIndex<StoredEntry<R>> | undefined;
  const getIndex = (): DateIndex<StoredEntry<R>> => {
    if (index) return index;
    index = createDateIndex();
    for (const entry of entries.values()) index.put(entry, instantOf(entry.record));
    return index;
  };
  return {
    all: () => getIndex().latestFirst(),
    sort: (entriesToSort) =>
      entriesToSort.sort((a, b) => instantOf(b.record) - instantOf(a.record) || b.seq - a.seq),
    put: (entry) => index?.put(entry, instantOf(entry.record)),
    remove: (entry) => index?.remove(entry),
    clear: () => {
      index = undefined;
    },
  };
}

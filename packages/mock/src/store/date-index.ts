/** An entry with a number in the order of arrival. */
interface SequencedEntry {
  readonly seq: number;
}

interface DateItem<E> {
  readonly at: number;
  readonly entry: E;
}

/** An index of one date-time attribute, which finds ranges and lists entries in order. */
export interface DateIndex<E> {
  put(entry: E, at: number | undefined): void;
  remove(entry: E): void;
  /** Returns the entries within `[from, to]`, by instant, then arrival. */
  range(from: number, to: number): E[];
  /** Returns the number of items in a range. It may include a few outdated items. */
  count(from: number, to: number): number;
  /** Returns all entries, latest first. */
  latestFirst(): Iterable<E>;
}

/**
 * Creates an index on an array that is sorted when it is read. New items are appended, because they
 * are nearly always the latest. Outdated items are removed when they are more than half.
 */
export function createDateIndex<E extends SequencedEntry>(): DateIndex<E> {
  const currentInstants = new Map<E, number>();
  let items: DateItem<E>[] = [];
  let isSorted = true;
  const isLive = ({ at, entry }: DateItem<E>): boolean => currentInstants.get(entry) === at;
  const sortedItems = (): readonly DateItem<E>[] => {
    if (items.length > 64 && items.length > currentInstants.size * 2) items = items.filter(isLive);
    if (!isSorted) items.sort((a, b) => a.at - b.at || a.entry.seq - b.entry.seq);
    isSorted = true;
    return items;
  };
  return {
    put: (entry, at) => {
      if (at === undefined) {
        currentInstants.delete(entry);
        return;
      }
      if (currentInstants.get(entry) === at) return;
      currentInstants.set(entry, at);
      const lastItem = items.at(-1);
      if (lastItem && (lastItem.at > at || (lastItem.at === at && lastItem.entry.seq > entry.seq)))
        isSorted = false;
      items.push({ at, entry });
    },
    remove: (entry) => {
      currentInstants.delete(entry);
    },
    range: (from, to) => {
      const allItems = sortedItems();
      const foundEntries = new Set<E>();
      for (let at = firstIndexNotBefore(allItems, from); at < allItems.length; at += 1) {
        const item = allItems[at];
        if (!item || item.at > to) break;
        if (isLive(item)) foundEntries.add(item.entry);
      }
      return [...foundEntries];
    },
    count: (from, to) => {
      const allItems = sortedItems();
      return Math.max(
        0,
        firstIndexNotBefore(allItems, to + 1) - firstIndexNotBefore(allItems, from),
      );
    },
    latestFirst: () => latestFirst(sortedItems(), isLive),
  };
}

function* latestFirst<E>(items: readonly DateItem<E>[], isLive: (item: DateItem<E>) => boolean) {
  let previous: E | undefined;
  for (let at = items.length - 1; at >= 0; at -= 1) {
    const item = items[at];
    // An entry that changed its instant and changed back has two equal items, next to each other.
    if (!item || !isLive(item) || item.entry === previous) continue;
    previous = item.entry;
    yield item.entry;
  }
}

/** Finds the first position whose instant is not before `instant`, by binary search. */
function firstIndexNotBefore<E>(items: readonly DateItem<E>[], instant: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle]?.at ?? 0) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

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
  const current = new Map<E, number>();
  let items: DateItem<E>[] = [];
  let inOrder = true;
  const isLive = ({ at, entry }: DateItem<E>): boolean => current.get(entry) === at;
  const sortedItems = (): readonly DateItem<E>[] => {
    if (items.length > 64 && items.length > current.size * 2) items = items.filter(isLive);
    if (!inOrder) items.sort((a, b) => a.at - b.at || a.entry.seq - b.entry.seq);
    inOrder = true;
    return items;
  };
  return {
    put: (entry, at) => {
      if (at === undefined) {
        current.delete(entry);
        return;
      }
      if (current.get(entry) === at) return;
      current.set(entry, at);
      const last = items.at(-1);
      if (last && (last.at > at || (last.at === at && last.entry.seq > entry.seq))) inOrder = false;
      items.push({ at, entry });
    },
    remove: (entry) => {
      current.delete(entry);
    },
    range: (from, to) => {
      const all = sortedItems();
      const found = new Set<E>();
      for (let at = firstNotBefore(all, from); at < all.length; at += 1) {
        const item = all[at];
        if (!item || item.at > to) break;
        if (isLive(item)) found.add(item.entry);
      }
      return [...found];
    },
    count: (from, to) => {
      const all = sortedItems();
      return Math.max(0, firstNotBefore(all, to + 1) - firstNotBefore(all, from));
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
function firstNotBefore<E>(items: readonly DateItem<E>[], instant: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle]?.at ?? 0) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

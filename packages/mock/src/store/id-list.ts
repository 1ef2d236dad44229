/**
 * The entries that share one value: a single entry, up to eight in an array, or more in a set. Most
 * values have one entry, and a set needs three times the memory.
 */
export type IdList<E> = E | readonly E[] | Set<E>;

const maxListed = 8;

/** Adds an entry to a value. */
export function addToList<E extends object>(
  lists: Map<string, IdList<E>>,
  value: string,
  entry: E,
): void {
  const held = lists.get(value);
  if (held === undefined) lists.set(value, entry);
  else if (held instanceof Set) held.add(entry);
  else if (!isList(held)) {
    if (held !== entry) lists.set(value, [held, entry]);
  } else if (!held.includes(entry)) {
    // `push` would reserve memory for sixteen more entries.
    const list = held.concat([entry]);
    lists.set(value, list.length > maxListed ? new Set(list) : list);
  }
}

/** Removes an entry from a value. */
export function removeFromList<E extends object>(
  lists: Map<string, IdList<E>>,
  value: string,
  entry: E,
): void {
  const held = lists.get(value);
  if (held === undefined) return;
  if (held instanceof Set) {
    if (held.delete(entry) && held.size === 0) lists.delete(value);
  } else if (held === entry) lists.delete(value);
  else if (isList(held) && held.includes(entry)) {
    const rest = held.filter((each) => each !== entry);
    lists.set(value, rest.length === 1 ? (rest[0] as E) : rest);
  }
}

/** Returns the entries of a value, in order of arrival. */
export function entriesOf<E extends object>(held: IdList<E> | undefined): Iterable<E> {
  if (held === undefined) return [];
  return held instanceof Set || isList(held) ? held : [held];
}

/** Whether a value has an entry. */
export function isInList<E extends object>(held: IdList<E> | undefined, entry: E): boolean {
  if (held instanceof Set) return held.has(entry);
  return held === entry || (isList(held) && held.includes(entry));
}

/** The number of entries of a value. */
export function listSize<E extends object>(held: IdList<E> | undefined): number {
  if (held === undefined) return 0;
  if (held instanceof Set) return held.size;
  return isList(held) ? held.length : 1;
}

function isList<E>(held: IdList<E> | undefined): held is readonly E[] {
  return Array.isArray(held);
}

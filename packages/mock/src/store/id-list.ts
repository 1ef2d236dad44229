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
  const listed = lists.get(value);
  if (listed === undefined) lists.set(value, entry);
  else if (listed instanceof Set) listed.add(entry);
  else if (!isList(listed)) {
    if (listed !== entry) lists.set(value, [listed, entry]);
  } else if (!listed.includes(entry)) {
    // `push` would reserve memory for sixteen more entries.
    const list = listed.concat([entry]);
    lists.set(value, list.length > maxListed ? new Set(list) : list);
  }
}

/** Removes an entry from a value. */
export function removeFromList<E extends object>(
  lists: Map<string, IdList<E>>,
  value: string,
  entry: E,
): void {
  const listed = lists.get(value);
  if (listed === undefined) return;
  if (listed instanceof Set) {
    if (listed.delete(entry) && listed.size === 0) lists.delete(value);
  } else if (listed === entry) lists.delete(value);
  else if (isList(listed) && listed.includes(entry)) {
    const rest = listed.filter((each) => each !== entry);
    lists.set(value, rest.length === 1 ? (rest[0] as E) : rest);
  }
}

/** Returns the entries of a value, in order of arrival. */
export function entriesOf<E extends object>(listed: IdList<E> | undefined): Iterable<E> {
  if (listed === undefined) return [];
  return listed instanceof Set || isList(listed) ? listed : [listed];
}

/** Whether a value has an entry. */
export function isInList<E extends object>(listed: IdList<E> | undefined, entry: E): boolean {
  if (listed instanceof Set) return listed.has(entry);
  return listed === entry || (isList(listed) && listed.includes(entry));
}

/** The number of entries of a value. */
export function listSize<E extends object>(listed: IdList<E> | undefined): number {
  if (listed === undefined) return 0;
  if (listed instanceof Set) return listed.size;
  return isList(listed) ? listed.length : 1;
}

function isList<E>(listed: IdList<E> | undefined): listed is readonly E[] {
  return Array.isArray(listed);
}

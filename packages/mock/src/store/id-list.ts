/**
 * The entries that share one value: a single entry, up to eight in an array, or more in a set. Most
 * values have one entry, and a set needs three times the memory.
 */
export type IdList<E> = E | readonly E[] | Set<E>;

const maxListLength = 8;

/** Adds an entry to a value. */
export function addToList<E extends object>(
  lists: Map<string, IdList<E>>,
  value: string,
  entry: E,
): void {
  const idList = lists.get(value);
  if (idList === undefined) lists.set(value, entry);
  else if (idList instanceof Set) idList.add(entry);
  else if (!isList(idList)) {
    if (idList !== entry) lists.set(value, [idList, entry]);
  } else if (!idList.includes(entry)) {
    // `push` would reserve memory for sixteen more entries.
    const list = idList.concat([entry]);
    lists.set(value, list.length > maxListLength ? new Set(list) : list);
  }
}

/** Removes an entry from a value. */
export function removeFromList<E extends object>(
  lists: Map<string, IdList<E>>,
  value: string,
  entry: E,
): void {
  const idList = lists.get(value);
  if (idList === undefined) return;
  if (idList instanceof Set) {
    if (idList.delete(entry) && idList.size === 0) lists.delete(value);
  } else if (idList === entry) lists.delete(value);
  else if (isList(idList) && idList.includes(entry)) {
    const otherEntries = idList.filter((each) => each !== entry);
    lists.set(value, otherEntries.length === 1 ? (otherEntries[0] as E) : otherEntries);
  }
}

/** Returns the entries of a value, in order of arrival. */
export function entriesOf<E extends object>(idList: IdList<E> | undefined): Iterable<E> {
  if (idList === undefined) return [];
  return idList instanceof Set || isList(idList) ? idList : [idList];
}

/** Whether a value has an entry. */
export function isInList<E extends object>(idList: IdList<E> | undefined, entry: E): boolean {
  if (idList instanceof Set) return idList.has(entry);
  return idList === entry || (isList(idList) && idList.includes(entry));
}

/** The number of entries of a value. */
export function listSize<E extends object>(idList: IdList<E> | undefined): number {
  if (idList === undefined) return 0;
  if (idList instanceof Set) return idList.size;
  return isList(idList) ? idList.length : 1;
}

function isList<E>(idList: IdList<E> | undefined): idList is readonly E[] {
  return Array.isArray(idList);
}

/**
 * The entries that share one value. Most values belong to one entry, so one is kept bare; a set
 * begins with the second.
 */
export type Posting<E> = E | Set<E>;

/** Adds an entry under a value. */
export function addPosting<E extends object>(
  postings: Map<string, Posting<E>>,
  value: string,
  entry: E,
): void {
  const held = postings.get(value);
  if (held === undefined) postings.set(value, entry);
  else if (held instanceof Set) held.add(entry);
  else if (held !== entry) postings.set(value, new Set([held, entry]));
}

/** Takes an entry from under a value. */
export function removePosting<E extends object>(
  postings: Map<string, Posting<E>>,
  value: string,
  entry: E,
): void {
  const held = postings.get(value);
  if (held === entry) postings.delete(value);
  else if (held instanceof Set && held.delete(entry) && held.size === 0) postings.delete(value);
}

/** The entries under a value, as they came. */
export function entriesOf<E extends object>(held: Posting<E> | undefined): Iterable<E> {
  if (held === undefined) return [];
  return held instanceof Set ? held : [held];
}

/** How many entries a posting holds. */
export function sizeOf<E extends object>(held: Posting<E> | undefined): number {
  if (held === undefined) return 0;
  return held instanceof Set ? held.size : 1;
}

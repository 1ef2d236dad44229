import type { ResourcePage } from "../ports/engine.ts";
import type { Filter, Query } from "../ports/query.ts";
import { compileFilter } from "../query/matches.ts";
import type { Reader } from "../query/reader.ts";
import { compareSortValues, type SortValues, sortValuesOf } from "../query/sort.ts";
import type { AttributeIndexes, Candidates } from "./attribute-indexes.ts";
import type { RecordView, StoredEntry } from "./entry.ts";
import type { NaturalOrder } from "./order.ts";
import type { ResourceCache } from "./resource-cache.ts";

/** The parts of a collection that lists use. */
export interface Listing<R> {
  readonly entries: ReadonlyMap<string, StoredEntry<R>>;
  readonly cache: ResourceCache<R>;
  readonly order: NaturalOrder<R>;
  readonly indexes: AttributeIndexes<R>;
  readonly reader: Reader<R>;
  readonly pin: () => RecordView<R>;
}

/** The number of records above which a list that reads them all takes several turns. */
export const maxRecordsAtOnce = 50_000;

type PageRange = Pick<Query, "offset" | "limit">;

/** Returns one page of the matches and their total. Creates only the resources of that page. */
export function listPage<R>(listing: Listing<R>, { where, sort, ...page }: Query): ResourcePage {
  const { entries, total } =
    sort.length > 0 ? sortedPage(listing, where, sort, page) : naturalPage(listing, where, page);
  return { items: entries.map((entry) => listing.cache.get(entry)), total };
}

/** Returns all matching entries, in natural order. */
export function findEntries<R>(
  listing: Listing<R>,
  filter: Filter | undefined,
): Iterable<StoredEntry<R>> {
  return filter
    ? matchingEntries(listing, filter, listing.indexes.candidates(filter))
    : listing.order.all();
}

interface PageEntries<R> {
  readonly entries: readonly StoredEntry<R>[];
  readonly total: number;
}

/**
 * Returns a page in natural order. If an index knows the total, it reads only up to the end of the
 * page.
 */
function naturalPage<R>(
  listing: Listing<R>,
  filter: Filter | undefined,
  { offset, limit }: PageRange,
): PageEntries<R> {
  const candidates = filter && listing.indexes.candidates(filter);
  const foundEntries = filter ? matchingEntries(listing, filter, candidates) : listing.order.all();
  const knownTotal = filter ? candidates?.has && candidates.count : listing.entries.size;
  const entries: StoredEntry<R>[] = [];
  let total = 0;
  if (knownTotal === undefined || limit > 0) {
    for (const entry of foundEntries) {
      if (total >= offset && entries.length < limit) entries.push(entry);
      total += 1;
      if (knownTotal !== undefined && entries.length >= limit) break;
    }
  }
  return { entries, total: knownTotal ?? total };
}

/**
 * Returns the matches in natural order, from the sorted candidates of an index or from all
 * entries.
 */
function* matchingEntries<R>(
  { entries, order, reader }: Listing<R>,
  filter: Filter,
  candidates: Candidates<R> | undefined,
): Iterable<StoredEntry<R>> {
  const hasFew = candidates && isNarrow(candidates, entries.size);
  const possibleEntries = hasFew ? order.sort([...new Set(candidates.entries())]) : order.all();
  if (hasFew && candidates.has) {
    yield* possibleEntries;
    return;
  }
  const passes = candidates?.has ?? entryTest(filter, reader);
  for (const entry of possibleEntries) if (passes(entry)) yield entry;
}

/** Whether candidates leave so few of the entries that sorting them is faster than reading all. */
export function isNarrow({ count }: Pick<Candidates<never>, "count">, size: number): boolean {
  return count * 4 <= size;
}

function entryTest<R>(where: Filter, reader: Reader<R>): (entry: StoredEntry<R>) => boolean {
  const passes = compileFilter(where, reader);
  return ({ record }) => passes(record);
}

interface SortableEntry<R> {
  readonly entry: StoredEntry<R>;
  readonly sortValues: SortValues;
}

/**
 * Returns a page of a sorted list. The function keeps only entries that can be on the page. When it
 * has twice that number, it keeps the first half in sort order, and then skips entries after the
 * last kept one.
 */
function sortedPage<R>(
  listing: Listing<R>,
  filter: Filter | undefined,
  sort: Query["sort"],
  { offset, limit }: PageRange,
): PageEntries<R> {
  const compare = compareSortValues(sort);
  const valuesOf = sortValuesOf(sort, listing.reader);
  const max = offset + limit;
  const sortGathered = (): SortableEntry<R>[] =>
    gatheredEntries.sort((a, b) => compare(a.sortValues, b.sortValues));
  let gatheredEntries: SortableEntry<R>[] = [];
  let total = 0;
  let worstValues: SortValues | undefined;
  for (const entry of findEntries(listing, filter)) {
    const sortValues = valuesOf(entry.record);
    total += 1;
    if (worstValues && compare(sortValues, worstValues) >= 0) continue;
    gatheredEntries.push({ entry, sortValues });
    if (gatheredEntries.length <= max * 2 + 1000) continue;
    gatheredEntries = sortGathered().slice(0, max);
    worstValues = gatheredEntries.at(-1)?.sortValues;
  }
  return {
    entries: sortGathered()
      .slice(offset, max)
      .map(({ entry }) => entry),
    total,
  };
}

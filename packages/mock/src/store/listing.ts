import type { Filter, Query } from "../ports/query.ts";
import type { Resource } from "../ports/resource.ts";
import { predicate } from "../query/matches.ts";
import type { Reader } from "../query/reader.ts";
import { compareRanks, type Ranks, ranksOf } from "../query/sort.ts";
import type { Attributes, Offer } from "./attributes.ts";
import type { Entry } from "./entry.ts";
import type { NaturalOrder } from "./order.ts";
import type { Showcase } from "./resource-cache.ts";

/** The parts of a collection that a list is made with. */
export type Listing<R> = {
  readonly entries: ReadonlyMap<string, Entry<R>>;
  readonly showcase: Showcase<R>;
  readonly order: NaturalOrder<R>;
  readonly attributes: Attributes<R>;
  readonly read: Reader<R>;
};

type Page = Pick<Query, "offset" | "limit">;

/** One page of what matches, and how much there is; only the page's resources are made. */
export function listPage<R>(
  listing: Listing<R>,
  { where, sort, ...page }: Query,
): { items: readonly Resource[]; total: number } {
  const { entries, total } =
    sort.length > 0 ? best(listing, where, sort, page) : cut(listing, where, page);
  return { items: entries.map((entry) => listing.showcase.show(entry)), total };
}

/** Every entry that matches, in natural order. */
export function findEntries<R>(listing: Listing<R>, where: Filter | undefined): Iterable<Entry<R>> {
  return where ? matching(listing, where, listing.attributes.offer(where)) : listing.order.all();
}

type Cut<R> = { readonly entries: readonly Entry<R>[]; readonly total: number };

/** A page in natural order. Where an index knows the total already the walk ends with the page. */
function cut<R>(listing: Listing<R>, where: Filter | undefined, { offset, limit }: Page): Cut<R> {
  const offer = where && listing.attributes.offer(where);
  const found = where ? matching(listing, where, offer) : listing.order.all();
  const known = where ? offer?.has && offer.count : listing.entries.size;
  const entries: Entry<R>[] = [];
  let total = 0;
  if (known === undefined || limit > 0) {
    for (const entry of found) {
      if (total >= offset && entries.length < limit) entries.push(entry);
      total += 1;
      if (known !== undefined && entries.length >= limit) break;
    }
  }
  return { entries, total: known ?? total };
}

/** Those that match, in natural order: an index's few put in order, or a walk past all. */
function* matching<R>(
  { entries, order, read }: Listing<R>,
  where: Filter,
  offer: Offer<R> | undefined,
): Iterable<Entry<R>> {
  const isNarrow = offer !== undefined && offer.count * 4 <= entries.size;
  const pool = isNarrow ? order.sort([...new Set(offer.entries())]) : order.all();
  if (isNarrow && offer.has) {
    yield* pool;
    return;
  }
  const passes = offer?.has ?? passing(where, read);
  for (const entry of pool) if (passes(entry)) yield entry;
}

function passing<R>(where: Filter, read: Reader<R>): (entry: Entry<R>) => boolean {
  const passes = predicate(where, read);
  return ({ record }) => passes(record);
}

type Ranked<R> = { readonly entry: Entry<R>; readonly ranks: Ranks };

/**
 * A page of what is sorted. Of what cannot come into it nothing is kept: whenever twice as many are
 * gathered the better half stays, and what is no better than its last is passed over from then on.
 */
function best<R>(
  listing: Listing<R>,
  where: Filter | undefined,
  sort: Query["sort"],
  { offset, limit }: Page,
): Cut<R> {
  const compare = compareRanks(sort);
  const rank = ranksOf(sort, listing.read);
  const most = offset + limit;
  const inOrder = (): Ranked<R>[] => gathered.sort((a, b) => compare(a.ranks, b.ranks));
  let gathered: Ranked<R>[] = [];
  let total = 0;
  let worst: Ranks | undefined;
  for (const entry of findEntries(listing, where)) {
    const ranks = rank(entry.record);
    total += 1;
    if (worst && compare(ranks, worst) >= 0) continue;
    gathered.push({ entry, ranks });
    if (gathered.length <= most * 2 + 1000) continue;
    gathered = inOrder().slice(0, most);
    worst = gathered.at(-1)?.ranks;
  }
  return {
    entries: inOrder()
      .slice(offset, most)
      .map(({ entry }) => entry),
    total,
  };
}

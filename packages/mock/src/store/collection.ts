import { predicate } from "../query/matches.ts";
import type { Query } from "../query/query.ts";
import { compareBy } from "../query/sort.ts";
import type { Resource } from "../seam.ts";
import { type Attributes, createAttributes } from "./attributes.ts";
import type { Entry } from "./entry.ts";
import { byArrival, latestFirst, type NaturalOrder } from "./order.ts";
import { createShowcase, type Showcase } from "./showcase.ts";

/** One kind of record, kept by id and found by attribute. */
export type Collection<R> = {
  readonly size: number;
  get(id: string): R | undefined;
  /** The record as it is answered; the same object again while the record stays. */
  resource(id: string): Resource | undefined;
  put(id: string, record: R): void;
  remove(id: string): void;
  /** Forgets how an unchanged record looked: time has changed it. */
  refresh(id: string): void;
  /** Records whose attribute has exactly this text, in order of arrival. */
  having(path: string, value: string): Iterable<R>;
  records(): Iterable<R>;
  list(query: Query): { items: readonly Resource[]; total: number };
  clear(): void;
};

/** How a collection shows its records. */
export type CollectionOptions<R> = {
  readonly resourceOf: (record: R) => Resource;
  /**
   * The value at the root of a path, straight from the record, for the indexes; undefined where
   * only the resource tells. It must be what the resource would tell.
   */
  readonly rootOf?: (record: R, name: string) => unknown;
  /** Lists the latest first by this instant, then arrival; without it the first arrival first. */
  readonly latestBy?: (record: R) => number;
  /** How many resources are kept ready; the rest is made when asked for. */
  readonly cacheSize?: number;
};

/** Records in memory. Lists start from the narrowest index and check every candidate. */
export function createCollection<R extends object>(options: CollectionOptions<R>): Collection<R> {
  const entries = new Map<string, Entry<R>>();
  const showcase = createShowcase(options.resourceOf, options.cacheSize ?? 20_000);
  const order = options.latestBy ? latestFirst(entries, options.latestBy) : byArrival(entries);
  const attributes = createAttributes(() => entries.values(), showcase.look, options.rootOf);
  const listing: Listing<R> = { entries, showcase, order, attributes };
  let arrivals = 0;
  return {
    get size() {
      return entries.size;
    },
    get: (id) => entries.get(id)?.record,
    resource: (id) => {
      const entry = entries.get(id);
      return entry && showcase.keep(entry);
    },
    put: (id, record) => {
      showcase.drop(id);
      let entry = entries.get(id);
      if (entry) entry.record = record;
      else {
        arrivals += 1;
        entry = { id, seq: arrivals, record };
        entries.set(id, entry);
      }
      attributes.put(entry);
      order.put(entry);
    },
    remove: (id) => {
      const entry = entries.get(id);
      if (!entry) return;
      showcase.drop(id);
      entries.delete(id);
      attributes.remove(entry);
      order.remove(entry);
    },
    refresh: (id) => {
      const entry = entries.get(id);
      showcase.drop(id);
      if (entry) attributes.put(entry);
    },
    having: (path, value) => recordsOf(attributes.having(path, value)),
    records: () => recordsOf(entries.values()),
    list: (query) => list(listing, query),
    clear: () => {
      showcase.clear();
      entries.clear();
      attributes.clear();
      order.clear();
      arrivals = 0;
    },
  };
}

type Listing<R> = {
  readonly entries: ReadonlyMap<string, Entry<R>>;
  readonly showcase: Showcase<R>;
  readonly order: NaturalOrder<R>;
  readonly attributes: Attributes<R>;
};

type Found<R> = { readonly entry: Entry<R>; readonly resource: Resource };

function list<R>(
  { entries, showcase, order, attributes }: Listing<R>,
  { where, sort, offset, limit }: Query,
): { items: readonly Resource[]; total: number } {
  if (!where && sort.length === 0) {
    const items = page(order.all(), offset, limit).map((entry) => showcase.keep(entry));
    return { items, total: entries.size };
  }
  const candidates = where && attributes.candidates(where);
  if (candidates?.isExact && sort.length === 0) {
    const { entries: certain } = candidates;
    const items = order.sort(certain).slice(offset, offset + limit);
    return { items: items.map((entry) => showcase.keep(entry)), total: certain.length };
  }
  const passes = predicate(where);
  const found: Found<R>[] = [];
  for (const entry of candidates ? order.sort(candidates.entries) : order.all()) {
    const resource = showcase.look(entry);
    if (passes(resource)) found.push({ entry, resource });
  }
  if (sort.length > 0) {
    const compare = compareBy(sort);
    found.sort((a, b) => compare(a.resource, b.resource));
  }
  const items = found
    .slice(offset, offset + limit)
    .map(({ entry, resource }) => showcase.keep(entry, resource));
  return { items, total: found.length };
}

function page<E>(entries: Iterable<E>, offset: number, limit: number): E[] {
  const taken: E[] = [];
  let at = 0;
  if (limit === 0) return taken;
  for (const entry of entries) {
    if (at >= offset) taken.push(entry);
    at += 1;
    if (taken.length >= limit) break;
  }
  return taken;
}

function* recordsOf<R>(entries: Iterable<Entry<R>>): Iterable<R> {
  for (const entry of entries) yield entry.record;
}

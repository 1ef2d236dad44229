import { predicate } from "../query/matches.ts";
import type { Query } from "../query/query.ts";
import { compareBy } from "../query/sort.ts";
import type { Resource } from "../seam.ts";
import { type Attributes, createAttributes } from "./attributes.ts";
import { createDateIndex, type DateIndex } from "./date-index.ts";
import type { Entry } from "./entry.ts";

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
  /** Lists the latest first by this instant, then arrival; without it the first arrival first. */
  readonly latestBy?: (record: R) => number;
  /** How many resources are kept ready; the rest is made when asked for. */
  readonly cacheSize?: number;
};

/** Records in memory. Lists start from the narrowest index and check every candidate. */
export function createCollection<R extends object>(options: CollectionOptions<R>): Collection<R> {
  const entries = new Map<string, Entry<R>>();
  const cacheSize = options.cacheSize ?? 20_000;
  const cache = new Map<string, Resource>();
  let arrivals = 0;

  const show = (entry: Entry<R>): Resource => {
    const kept = cache.get(entry.id);
    if (kept) return kept;
    const made = options.resourceOf(entry.record);
    if (cache.size >= cacheSize) {
      const oldest = cache.keys().next();
      if (!oldest.done) cache.delete(oldest.value);
    }
    cache.set(entry.id, made);
    return made;
  };
  // Scans look without keeping: a list over everything must not push out what is in use.
  const look = (entry: Entry<R>): Resource =>
    cache.get(entry.id) ?? options.resourceOf(entry.record);
  const attributes: Attributes<R> = createAttributes(() => entries.values(), look);

  const { latestBy } = options;
  let byInstant: DateIndex<Entry<R>> | undefined;
  const latestFirst = (): Iterable<Entry<R>> => {
    if (!latestBy) return entries.values();
    if (!byInstant) {
      byInstant = createDateIndex();
      for (const entry of entries.values()) byInstant.put(entry, latestBy(entry.record));
    }
    return byInstant.latestFirst();
  };
  const naturally = (candidates: Entry<R>[]): Entry<R>[] =>
    candidates.sort((a, b) =>
      latestBy ? latestBy(b.record) - latestBy(a.record) || b.seq - a.seq : a.seq - b.seq,
    );

  const list = (query: Query): { items: readonly Resource[]; total: number } => {
    const { where, sort, offset, limit } = query;
    if (!where && sort.length === 0) {
      return { items: page(latestFirst(), offset, limit).map(show), total: entries.size };
    }
    const candidates = where && attributes.candidates(where);
    const inOrder = candidates ? naturally(candidates) : latestFirst();
    const passes = predicate(where);
    let found: Entry<R>[] = [];
    for (const entry of inOrder) if (passes(look(entry))) found.push(entry);
    if (sort.length > 0) found = sorted(found, look, compareBy(sort));
    return { items: found.slice(offset, offset + limit).map(show), total: found.length };
  };
  return {
    get size() {
      return entries.size;
    },
    get: (id) => entries.get(id)?.record,
    resource: (id) => {
      const entry = entries.get(id);
      return entry && show(entry);
    },
    put: (id, record) => {
      cache.delete(id);
      const entry = entries.get(id);
      if (entry) {
        entry.record = record;
        attributes.put(entry);
        if (latestBy) byInstant?.put(entry, latestBy(record));
        return;
      }
      arrivals += 1;
      const added = { id, seq: arrivals, record };
      entries.set(id, added);
      attributes.put(added);
      if (latestBy) byInstant?.put(added, latestBy(record));
    },
    remove: (id) => {
      const entry = entries.get(id);
      if (!entry) return;
      cache.delete(id);
      entries.delete(id);
      attributes.remove(entry);
      byInstant?.remove(entry);
    },
    refresh: (id) => {
      const entry = entries.get(id);
      cache.delete(id);
      if (entry) attributes.put(entry);
    },
    having: (path, value) => recordsOf(attributes.having(path, value)),
    records: () => recordsOf(entries.values()),
    list,
    clear: () => {
      cache.clear();
      entries.clear();
      attributes.clear();
      byInstant = undefined;
      arrivals = 0;
    },
  };
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

/** Sorts by the resources, each made once. */
function sorted<R>(
  entries: readonly Entry<R>[],
  look: (entry: Entry<R>) => Resource,
  compare: (a: Resource, b: Resource) => number,
): Entry<R>[] {
  return entries
    .map((entry) => ({ entry, resource: look(entry) }))
    .sort((a, b) => compare(a.resource, b.resource))
    .map(({ entry }) => entry);
}

function* recordsOf<R>(entries: Iterable<Entry<R>>): Iterable<R> {
  for (const entry of entries) yield entry.record;
}

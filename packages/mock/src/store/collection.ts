import type { ResourcePage } from "../ports/engine.ts";
import type { Filter, Query } from "../ports/query.ts";
import type { Resource } from "../ports/resource.ts";
import { ownValue, type Reader } from "../query/reader.ts";
import { type AttributeIndexes, createAttributeIndexes } from "./attribute-indexes.ts";
import type { RecordView, StoredEntry } from "./entry.ts";
import { findEntries, type Listing, listPage, maxRecordsAtOnce } from "./listing.ts";
import { createArrivalOrder, createLatestOrder } from "./order.ts";
import { ResourceCache } from "./resource-cache.ts";

/** Records of one kind, stored by id and found by attribute. */
export interface Collection<R> {
  readonly size: number;
  get(id: string): R | undefined;
  /** Returns the record as a response shows it: the same object until the record changes. */
  resource(id: string): Resource | undefined;
  put(id: string, record: R): void;
  remove(id: string): void;
  /** Removes the cached resource of a record that time has changed. */
  refresh(id: string): void;
  /** Returns the records whose attribute has exactly this text, in order of arrival. */
  findByValue(path: string, value: string): Iterable<R>;
  /** Returns the matching records, in the order of this collection. */
  find(where: Filter | undefined): Iterable<R>;
  records(): Iterable<R>;
  list(query: Query): ResourcePage;
  /** Lists in several turns, if there are very many records. Returns `undefined` otherwise. */
  listInParts(query: Query, isStopped: () => boolean): Promise<ResourcePage> | undefined;
  clear(): void;
}

/** The options of a collection. */
export interface CollectionOptions<R> {
  readonly resourceOf: (record: R) => Resource;
  /**
   * Reads members of a record's resource, for filters, order and indexes. Default: creates the
   * resource each time.
   */
  readonly read?: Reader<R>;
  /**
   * Returns the view of this moment for a list in several turns. Default: the view above, for
   * records that only `put` changes.
   */
  readonly pin?: () => RecordView<R>;
  /** The indexed attributes that may change without a change of the record. Default: none. */
  readonly changingAttributes?: readonly string[];
  /**
   * The instant of a record. Lists show the latest first. Default: lists are in order of arrival.
   */
  readonly latestBy?: (record: R) => number;
  /** The size of the cache of resources. Default 20,000. */
  readonly cacheSize?: number;
}

/** Creates a collection in memory. */
export function createCollection<R extends object>(options: CollectionOptions<R>): Collection<R> {
  const { resourceOf, read: reader = createResourceReader(resourceOf), latestBy } = options;
  const { changingAttributes = [], pin = () => ({ show: resourceOf, read: reader }) } = options;
  const entries = new Map<string, StoredEntry<R>>();
  const cache = new ResourceCache(resourceOf, options.cacheSize ?? 20_000);
  const order = latestBy ? createLatestOrder(entries, latestBy) : createArrivalOrder(entries);
  const indexes: AttributeIndexes<R> = createAttributeIndexes({
    all: () => entries.values(),
    reader,
    changingAttributes: new Set(changingAttributes),
  });
  const listing: Listing<R> = { entries, cache, order, indexes, reader, pin };
  let arrivals = 0;
  return {
    get size() {
      return entries.size;
    },
    get: (id) => entries.get(id)?.record,
    resource: (id) => {
      const entry = entries.get(id);
      return entry && cache.get(entry);
    },
    put: (id, record) => {
      cache.drop(id);
      let entry = entries.get(id);
      const recordBefore = entry?.record;
      if (entry) entry.record = record;
      else {
        arrivals += 1;
        entry = { id, seq: arrivals, record };
        entries.set(id, entry);
      }
      indexes.put(entry, recordBefore);
      order.put(entry);
    },
    remove: (id) => {
      const entry = entries.get(id);
      if (!entry) return;
      cache.drop(id);
      entries.delete(id);
      indexes.remove(entry);
      order.remove(entry);
    },
    refresh: (id) => {
      const entry = entries.get(id);
      cache.drop(id);
      if (entry) indexes.put(entry, entry.record);
    },
    findByValue: (path, value) => recordsOf(indexes.findByValue(path, value)),
    find: (where) => recordsOf(findEntries(listing, where)),
    records: () => recordsOf(entries.values()),
    list: (query) => listPage(listing, query),
    listInParts: createListInParts(listing),
    clear: () => {
      cache.clear();
      entries.clear();
      indexes.clear();
      order.clear();
      arrivals = 0;
    },
  };
}

/** Creates the function for lists of a large collection. */
function createListInParts<R>(listing: Listing<R>): Collection<R>["listInParts"] {
  // Loaded by the first list. Later short lists need no promise.
  let longLists: typeof import("./list-in-parts.ts") | undefined;
  return (query, isStopped) => {
    if (listing.entries.size <= maxRecordsAtOnce) return undefined;
    if (longLists) return longLists.listInParts(listing, query, isStopped);
    return import("./list-in-parts.ts").then((module) => {
      longLists = module;
      return module.listInParts(listing, query, isStopped) ?? listPage(listing, query);
    });
  };
}

function createResourceReader<R>(resourceOf: (record: R) => Resource): Reader<R> {
  return (member) => (record) => ownValue(resourceOf(record), member);
}

function* recordsOf<R>(entries: Iterable<StoredEntry<R>>): Iterable<R> {
  for (const entry of entries) yield entry.record;
}

import type { Connection } from "./connection.ts";
import { remember } from "./meta.ts";
import type { Call } from "./pipeline/call.ts";
import { type Performed, perform } from "./pipeline/perform.ts";

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** How many records the filter matches, from `X-Total-Count`. */
  readonly totalCount: number | undefined;
  /** How many the server put in this page, from `X-Result-Count`, else counted. */
  readonly resultCount: number;
  readonly offset: number;
  /** Where the next page begins, `undefined` after the last. */
  readonly nextOffset: number | undefined;
  /** The next page, or `undefined` after the last. */
  next(): Promise<Page<T> | undefined>;
}

/**
 * A list that has been asked for. `await` gives the first page; `for await` walks the records of
 * all pages, each once by `id`. Nothing is sent before one of them.
 */
export interface ListCall<T> extends PromiseLike<Page<T>>, AsyncIterable<T> {
  catch<R>(onRejected: (error: unknown) => R | PromiseLike<R>): Promise<Page<T> | R>;
  finally(onFinally: () => void): Promise<Page<T>>;
  /** All pages, in order. */
  pages(): AsyncIterable<Page<T>>;
  /** At most `limit` records of all pages. */
  toArray(options: { readonly limit: number }): Promise<T[]>;
}

interface ListQuery {
  readonly offset?: number;
  readonly limit?: number;
}

/** Which list, and where its walk has come to. */
interface Walk {
  readonly connection: Connection;
  readonly call: Call;
  readonly query: ListQuery;
  readonly seen: Set<unknown>;
}

function count(performed: Performed, header: string): number | undefined {
  const text = performed.answer.headers.get(header);
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** Is there more? Believes counts first, then links, then the status; else asks once more. */
function hasMore(done: Performed, length: number, offset: number, limit: number | undefined) {
  const { status, headers } = done.answer;
  if (length === 0) return false;
  const total = count(done, "x-total-count");
  if (total !== undefined) return offset + length < total;
  const link = headers.get("link");
  if (link !== null && /rel="?\w/.test(link)) return /rel="?next/.test(link);
  return status === 206 || (limit !== undefined && length <= limit);
}

function read(walk: Walk, offset: number): Promise<Performed> {
  const { connection, query, call } = walk;
  const page = { ...call, query: offset === 0 ? query : { ...query, offset } };
  return perform(connection, page, (done) => done);
}

/** Drops the records that an earlier page has brought: they moved while we were reading. */
function fresh<T>(items: readonly T[], seen: Set<unknown>): T[] {
  return items.filter((item) => {
    const id = (item as { id?: unknown } | null)?.id;
    if (id === undefined) return true;
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}

async function load<T>(walk: Walk, start: number, lastTotal?: number): Promise<Page<T>> {
  let offset = start;
  let done = await read(walk, offset);
  let before = lastTotal;
  let total = count(done, "x-total-count");
  // Records that were removed have pulled the rest forward, past the place we were reading from.
  while (before !== undefined && total !== undefined && total < before && offset > 0) {
    offset = Math.max(0, offset - (before - total));
    before = total;
    done = await read(walk, offset);
    total = count(done, "x-total-count");
  }
  const all = done.value as T[];
  const items = fresh(all, walk.seen);
  // Without counts, a page that brings nothing new is a server that ignores `offset`.
  const stuck = total === undefined && items.length === 0;
  const more = !stuck && hasMore(done, all.length, offset, walk.query.limit);
  const nextOffset = more ? offset + all.length : undefined;
  let following: Promise<Page<T> | undefined> | undefined;
  const page: Page<T> = {
    items,
    totalCount: total,
    resultCount: count(done, "x-result-count") ?? all.length,
    offset,
    nextOffset,
    next: async () => {
      if (nextOffset === undefined) return undefined;
      following ??= load<T>(walk, nextOffset, total);
      return following;
    },
  };
  return remember(done, page) as Page<T>;
}

/** What a list function hands over. */
export interface ListRequest extends Omit<Walk, "seen"> {}

/** Prepares a list; see {@link ListCall}. */
export function listCall<T>(request: ListRequest): ListCall<T> {
  const start = () => load<T>({ ...request, seen: new Set() }, request.query.offset ?? 0);
  let first: Promise<Page<T>> | undefined;
  const once = () => {
    first ??= start();
    return first;
  };
  async function* pages() {
    for (let page: Page<T> | undefined = await start(); page; page = await page.next()) yield page;
  }
  async function* items() {
    for await (const page of pages()) yield* page.items;
  }
  return {
    // biome-ignore lint/suspicious/noThenProperty: a list is awaited for its first page
    then: (onFulfilled, onRejected) => once().then(onFulfilled, onRejected),
    catch: (onRejected) => once().catch(onRejected),
    finally: (onFinally) => once().finally(onFinally),
    [Symbol.asyncIterator]: items,
    pages,
    toArray: async ({ limit }) => {
      const found: T[] = [];
      if (limit > 0) {
        for await (const item of items()) {
          found.push(item);
          if (found.length >= limit) break;
        }
      }
      return found;
    },
  };
}

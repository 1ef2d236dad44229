import type { Connection } from "./connection.ts";
import { BadRequestError } from "./errors/status-errors.ts";
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
  /** Where the page was read. From the second page on, the one record before it is read again. */
  readonly offset: number;
  /** Where the next page begins, `undefined` after the last. Without counts there may be none. */
  readonly nextOffset: number | undefined;
  /** The next page, or `undefined` after the last. After a failure it asks again. */
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

/** Which list. */
export interface ListRequest {
  readonly connection: Connection;
  readonly call: Call;
  readonly query: ListQuery;
}

/** Where the walk of a list has come to. */
interface Walk extends ListRequest {
  /** What has been given. */
  readonly seen: Set<unknown>;
  /** How often it may still step back, so that a list in constant change ends too. */
  patience: number;
}

/** One answer. */
interface Part {
  readonly offset: number;
  readonly done: Performed;
  readonly all: readonly unknown[];
  readonly total: number | undefined;
  /** What the first record is known by. */
  readonly first: unknown;
}

function count(performed: Performed, header: string): number | undefined {
  const text = performed.answer.headers.get(header);
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** What a record is told apart by: its `id`, else all that it says. */
const keyOf = (item: unknown): unknown =>
  (item as { id?: unknown } | null | undefined)?.id ?? JSON.stringify(item);

async function read({ connection, query, call }: Walk, offset: number): Promise<Part> {
  const page = { ...call, query: offset === 0 ? query : { ...query, offset } };
  const done = await perform(connection, page, (performed) => performed);
  const all = done.value as unknown[];
  return { offset, done, all, total: count(done, "x-total-count"), first: keyOf(all[0]) };
}

/**
 * Reads on from the last record read, once more. When that is not the first to come, records were
 * removed and the others moved forward: steps back to one that was read, so as to pass over none.
 */
async function readOn(walk: Walk, last: number): Promise<Part> {
  const { query, seen } = walk;
  const { offset: start = 0, limit } = query;
  // A page of one would hold that record alone.
  const overlapping = limit === 1 ? { ...walk, query: { ...query, limit: 2 } } : walk;
  let part = await read(overlapping, last);
  let step = part.all.length || 1;
  while (part.offset > start && !seen.has(part.first) && walk.patience > 0) {
    walk.patience -= 1;
    part = await read(overlapping, Math.max(start, part.offset - step));
    step *= 2;
  }
  return part;
}

/** Is there more? Believes counts first, then links; else asks until nothing new comes. */
function hasMore(part: Part, brought: number, before: Part | undefined): boolean {
  const { total, offset, all, first, done } = part;
  // Such a server ignores `offset`: the same page comes for ever.
  const isStuck = brought === 0 && first === before?.first && total === before?.total;
  if (all.length === 0 || isStuck) return false;
  if (total !== undefined) return offset + all.length < total;
  const link = done.answer.headers.get("link") ?? "";
  if (/rel=/.test(link)) return /rel="?next/.test(link);
  return brought > 0 || all.length > 1;
}

/** Runs a task once for all who ask. A failure is not kept. */
function once<T>(task: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= task().catch((error) => {
      running = undefined;
      throw error;
    });
    return running;
  };
}

async function load<T>(walk: Walk, before?: Part): Promise<Page<T>> {
  const { seen, query } = walk;
  const part = await (before
    ? readOn(walk, before.offset + before.all.length - 1)
    : read(walk, query.offset ?? 0));
  const { done, all, total, offset } = part;
  const items = all.filter((item) => {
    const size = seen.size;
    return seen.add(keyOf(item)).size > size;
  });
  for (const item of items) if (item instanceof Object) remember(done, item);
  const more = hasMore(part, items.length, before);
  const page: Page<T> = {
    items: items as T[],
    totalCount: total,
    resultCount: count(done, "x-result-count") ?? all.length,
    offset,
    nextOffset: more ? offset + all.length : undefined,
    next: once(async () => (more ? load<T>(walk, part) : undefined)),
  };
  return remember(done, page) as Page<T>;
}

/** Prepares a list; see {@link ListCall}. */
export function listCall<T>(request: ListRequest): ListCall<T> {
  const start = () => load<T>({ ...request, seen: new Set(), patience: 100 });
  const first = once(start);
  async function* pages() {
    for (let page: Page<T> | undefined = await start(); page; page = await page.next()) yield page;
  }
  async function* items() {
    for await (const page of pages()) yield* page.items;
  }
  return {
    // biome-ignore lint/suspicious/noThenProperty: a list is awaited for its first page
    then: (onFulfilled, onRejected) => first().then(onFulfilled, onRejected),
    catch: (onRejected) => first().catch(onRejected),
    finally: (onFinally) => first().finally(onFinally),
    [Symbol.asyncIterator]: items,
    pages,
    toArray: async ({ limit }) => {
      if (!(limit >= 0)) {
        throw new BadRequestError({ message: "toArray needs a limit", code: "invalidLimit" });
      }
      const found: T[] = [];
      if (limit > 0) {
        for await (const item of items()) if (found.push(item) >= limit) break;
      }
      return found;
    },
  };
}

import type { Connection } from "../client/connect.ts";
import { ParseError } from "../errors/call-errors.ts";
import { BadRequestError } from "../errors/status-errors.ts";
import { attachMeta } from "../pipeline/call-meta.ts";
import type { ClientCall } from "../pipeline/client-call.ts";
import { type FinishedCall, runCall } from "../pipeline/run-call.ts";
import { serializeQuery } from "../pipeline/serialize.ts";

/** One page of a list. */
export interface ListPage<T> {
  readonly items: readonly T[];
  /** The number of records that match the filter, from `X-Total-Count`. */
  readonly totalCount: number | undefined;
  /** The number of records that the server returned, from `X-Result-Count` or counted. */
  readonly resultCount: number;
  /** The offset of this page. Every later page starts at the last record of the page before. */
  readonly offset: number;
  /**
   * The offset of the next page; `undefined` on the last page. Without counts the next page may be
   * empty.
   */
  readonly nextOffset: number | undefined;
  /**
   * Reads the next page. Returns `undefined` on the last page. You can call it again after a
   * failure.
   */
  next(): Promise<ListPage<T> | undefined>;
}

/**
 * A list that is read when needed. `await` returns the first page; `for await` loops over the
 * records of all pages, each once.
 */
export interface ListCall<T> extends PromiseLike<ListPage<T>>, AsyncIterable<T> {
  catch<R>(onRejected: (error: unknown) => R | PromiseLike<R>): Promise<ListPage<T> | R>;
  finally(onFinally: () => void): Promise<ListPage<T>>;
  /** Loops over all pages, in order. */
  pages(): AsyncIterable<ListPage<T>>;
  /** Reads at most `limit` records. */
  toArray(options: { readonly limit: number }): Promise<T[]>;
}

interface ListPosition {
  readonly offset?: number;
  readonly limit?: number;
}

/** The connection, call and query of a list. */
export interface ListCallInput {
  readonly connection: Connection;
  readonly call: ClientCall;
  readonly query: ListPosition;
}

/** The progress through a list. */
interface ListProgress extends ListCallInput {
  /** The keys of all records returned so far. */
  readonly seen: Set<unknown>;
  /** The limits that end every list: pages, and pages without a new record. */
  readonly left: { pages: number; fruitless: number };
}

/** The response for one page. */
interface PageResponse {
  readonly offset: number;
  readonly done: FinishedCall;
  readonly records: readonly unknown[];
  readonly total: number | undefined;
  /** The key of the first record in the response. */
  readonly first: unknown;
}

function readCountHeader(performed: FinishedCall, header: string): number | undefined {
  const text = performed.response.headers.get(header);
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** The key of a record: its `id`, or else its whole content. */
const recordKey = (item: unknown): unknown =>
  (item as { id?: unknown } | null | undefined)?.id ?? JSON.stringify(item);

async function readPage(progress: ListProgress, offset: number): Promise<PageResponse> {
  const { connection, query, call, left } = progress;
  if (--left.pages < 0) {
    const { operation } = call;
    throw new ParseError({ operation, message: `${operation}: more than maxPages pages` });
  }
  const search = () => serializeQuery(offset ? { ...query, offset } : query);
  const finishedCall = await runCall(connection, { ...call, search }, (performed) => performed);
  const records = finishedCall.value as unknown[];
  return {
    offset,
    done: finishedCall,
    records,
    total: readCountHeader(finishedCall, "x-total-count"),
    first: recordKey(records[0]),
  };
}

/**
 * Reads the next records, starting at the last known one. If another record comes first, records
 * were removed and the rest moved forward. The function then goes back to a known record and skips
 * no record.
 */
async function readNextPage(progress: ListProgress, lastOffset: number): Promise<PageResponse> {
  const { query, seen, left } = progress;
  const { offset: start = 0, limit } = query;
  // A page of one would contain only the known record.
  const overlappingProgress =
    limit === 1 ? { ...progress, query: { ...query, limit: 2 } } : progress;
  let pageResponse = await readPage(overlappingProgress, lastOffset);
  let stepBack = pageResponse.records.length || 1;
  while (pageResponse.offset > start && !seen.has(pageResponse.first) && left.fruitless-- > 0) {
    pageResponse = await readPage(
      overlappingProgress,
      Math.max(start, pageResponse.offset - stepBack),
    );
    stepBack *= 2;
  }
  return pageResponse;
}

/**
 * Whether there are more records. Counts decide first. Without counts, links decide. If there are
 * neither counts nor links, the page must have new records.
 */
function hasMore(
  { left }: ListProgress,
  pageResponse: PageResponse,
  newCount: number,
  previousResponse: PageResponse | undefined,
): boolean {
  const { total, offset, records, first, done } = pageResponse;
  // The server ignores `offset` and sends the same page again.
  const isStuck = first === previousResponse?.first && total === previousResponse?.total;
  if (!records.length) return false;
  if (newCount === 0 && (isStuck || --left.fruitless < 0)) return false;
  if (total !== undefined) return offset + records.length < total;
  const link = done.response.headers.get("link") ?? "";
  if (/rel=/.test(link)) return /rel="?next/.test(link);
  return newCount > 0 || records.length > 1;
}

/**
 * Creates a function that runs a task once and returns its promise. After a failure the next call
 * runs the task again.
 */
function shareResult<T>(task: () => Promise<T>): () => Promise<T> {
  let sharedPromise: Promise<T> | undefined;
  return () => {
    sharedPromise ??= task().catch((error) => {
      sharedPromise = undefined;
      throw error;
    });
    return sharedPromise;
  };
}

async function loadPage<T>(
  progress: ListProgress,
  previousResponse?: PageResponse,
): Promise<ListPage<T>> {
  const { seen, query } = progress;
  const pageResponse = await (previousResponse
    ? readNextPage(progress, previousResponse.offset + previousResponse.records.length - 1)
    : readPage(progress, query.offset ?? 0));
  const { done, records, total, offset } = pageResponse;
  // The size of `seen` grows only for a new key.
  const items = records.filter((item) => seen.size < seen.add(recordKey(item)).size);
  for (const item of items) if (item instanceof Object) attachMeta(done, item);
  const hasNextPage = hasMore(progress, pageResponse, items.length, previousResponse);
  const page: ListPage<T> = {
    items: items as T[],
    totalCount: total,
    resultCount: readCountHeader(done, "x-result-count") ?? records.length,
    offset,
    nextOffset: hasNextPage ? offset + records.length : undefined,
    next: shareResult(async () => (hasNextPage ? loadPage<T>(progress, pageResponse) : undefined)),
  };
  return attachMeta(done, page) as ListPage<T>;
}

/** Creates a list; see {@link ListCall}. */
export function listCall<T>(request: ListCallInput): ListCall<T> {
  const { maxPages: pages = 10_000 } = request.connection.options;
  const loadFirstPage = () =>
    loadPage<T>({ ...request, seen: new Set(), left: { pages, fruitless: 100 } });
  const getFirstPage = shareResult(loadFirstPage);
  async function* allPages() {
    for (let page: ListPage<T> | undefined = await loadFirstPage(); page; page = await page.next())
      yield page;
  }
  async function* items() {
    for await (const page of allPages()) yield* page.items;
  }
  return {
    // biome-ignore lint/suspicious/noThenProperty: a list is awaited for its first page
    then: (onFulfilled, onRejected) => getFirstPage().then(onFulfilled, onRejected),
    catch: (onRejected) => getFirstPage().catch(onRejected),
    finally: (onFinally) => getFirstPage().finally(onFinally),
    [Symbol.asyncIterator]: items,
    pages: allPages,
    toArray: async ({ limit }) => {
      if (!(limit >= 0))
        throw new BadRequestError({
          message: `invalid limit ${limit}: pass 0 or more`,
          code: "invalidLimit",
        });
      const collected: T[] = [];
      if (limit > 0) for await (const item of items()) if (collected.push(item) >= limit) break;
      return collected;
    },
  };
}

import type { DataTag, InfiniteData, SkipToken } from "@tanstack/query-core";
import type { ReadMethods } from "../client/tmf654-client.ts";
import type { Tmf654Error } from "../errors/tmf654-error.ts";
import type { ListQuery } from "../resources/define.ts";
import type { Paging } from "../types/paging.ts";
import type { Projection } from "../types/resources.ts";

/** A page in the cache, as plain data without functions. */
export interface CachedPage<T> {
  readonly items: readonly T[];
  readonly totalCount: number | undefined;
  /** The offset of the next page. */
  readonly nextOffset: number | undefined;
}

/** The options of `useQuery` and `fetchQuery`. */
export interface QueryDefinition<T> {
  readonly queryKey: DataTag<readonly unknown[], T, Tmf654Error>;
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<T>;
  /** `false`, because the client has its own retries. */
  readonly retry: false;
}

/** The options of `useInfiniteQuery`. */
export interface InfiniteQueryDefinition<T> {
  readonly queryKey: DataTag<readonly unknown[], InfiniteData<CachedPage<T>, number>, Tmf654Error>;
  /** Reads the page at the offset `pageParam`. */
  readonly queryFn: (context: {
    readonly signal: AbortSignal;
    readonly pageParam: number;
  }) => Promise<CachedPage<T>>;
  /** The offset of the first page. */
  readonly initialPageParam: number;
  readonly getNextPageParam: (
    page: CachedPage<T>,
    pages: readonly CachedPage<T>[],
  ) => number | undefined;
  /** Removes records that an earlier page has. */
  readonly select: (
    data: InfiniteData<CachedPage<T>, number>,
  ) => InfiniteData<CachedPage<T>, number>;
  readonly retry: false;
}

/**
 * Query options that may have been created with `skipToken`. With `skipToken`, the query sends no
 * request.
 */
export type Skippable<Definition extends { readonly queryFn: unknown }> = {
  readonly [K in keyof Definition]: K extends "queryFn" ? Definition[K] | SkipToken : Definition[K];
};

/** The options of `retrieve`. */
export interface RetrieveFields<F> {
  readonly fields?: readonly F[] | undefined;
}

/** `skipToken` is the only symbol among the arguments. */
const isSkipped = (value: unknown): value is SkipToken => typeof value === "symbol";

/**
 * The cache keys of a resource, from general to specific. Each key starts with a more general one.
 */
export const createQueryKeys = (scope: string, resource: string) => ({
  all: [scope, resource] as const,
  lists: [scope, resource, "list"] as const,
  list: (query: object) => [scope, resource, "list", query] as const,
  infinite: (query: object) => [scope, resource, "list", query, "infinite"] as const,
  one: (id: string, fields?: readonly string[]) =>
    [scope, resource, "one", id, ...(fields ? [fields] : [])] as const,
});

/**
 * Removes records that an earlier page already has: records move, and some servers ignore `offset`.
 */
function removeDuplicates<T>(pages: readonly CachedPage<T>[]): CachedPage<T>[] {
  const seenIds = new Set<unknown>();
  const isNew = (item: T) => {
    const { id } = item as { id?: unknown };
    if (id === undefined) return true;
    if (seenIds.has(id)) return false;
    seenIds.add(id);
    return true;
  };
  return pages.map((page) => ({ ...page, items: page.items.filter(isNew) }));
}

/** The same function for every query, so that TanStack Query can reuse its result. */
const select = <T>(data: InfiniteData<CachedPage<T>, number>) => ({
  ...data,
  pages: removeDuplicates(data.pages),
});

/**
 * Without counts, a page without new records is the last one, because the server ignores `offset`.
 */
function getNextOffset<T>(
  page: CachedPage<T>,
  pages: readonly CachedPage<T>[],
): number | undefined {
  const isStuck = page.totalCount === undefined && !removeDuplicates(pages).at(-1)?.items.length;
  return isStuck ? undefined : page.nextOffset;
}

/** Reads one page without the methods of its result, so that a cache can store it. */
async function readPage<R, Q extends object, F extends keyof R & string>(
  api: ReadMethods<R, Q>,
  query: ListQuery<Q, F>,
  signal: AbortSignal,
) {
  const { items, totalCount, nextOffset } = await api.list<F>(query, { signal });
  return { items, totalCount, nextOffset };
}

/** The query options of one resource. With `skipToken` as the argument they send no request. */
export interface ResourceQueries<R, Q extends object> {
  readonly keys: ReturnType<typeof createQueryKeys>;
  /** Options for one resource. */
  retrieve<const F extends keyof R & string = keyof R & string>(
    id: string,
    options?: RetrieveFields<F>,
  ): QueryDefinition<Projection<R, F>>;
  retrieve<const F extends keyof R & string = keyof R & string>(
    id: string | SkipToken,
    options?: RetrieveFields<F>,
  ): Skippable<QueryDefinition<Projection<R, F>>>;
  /** Options for one page. */
  list<const F extends keyof R & string = keyof R & string>(
    query?: ListQuery<Q, F>,
  ): QueryDefinition<CachedPage<Projection<R, F>>>;
  list<const F extends keyof R & string = keyof R & string>(
    query: ListQuery<Q, F> | SkipToken,
  ): Skippable<QueryDefinition<CachedPage<Projection<R, F>>>>;
  /** Options for an infinite query, page after page. */
  infinite<const F extends keyof R & string = keyof R & string>(
    query?: ListQuery<Q, F>,
  ): InfiniteQueryDefinition<Projection<R, F>>;
  infinite<const F extends keyof R & string = keyof R & string>(
    query: ListQuery<Q, F> | SkipToken,
  ): Skippable<InfiniteQueryDefinition<Projection<R, F>>>;
}

/** Creates the query options of one resource. */
export function createResourceQueries<R, Q extends object>(
  scope: string,
  resource: string,
  api: ReadMethods<R, Q>,
): ResourceQueries<R, Q> {
  const keys = createQueryKeys(scope, resource);

  /** Options for one resource. With `skipToken` as the id they send no request. */
  function retrieve<const F extends keyof R & string = keyof R & string>(
    id: string,
    options?: RetrieveFields<F>,
  ): QueryDefinition<Projection<R, F>>;
  function retrieve<const F extends keyof R & string = keyof R & string>(
    id: string | SkipToken,
    options?: RetrieveFields<F>,
  ): Skippable<QueryDefinition<Projection<R, F>>>;
  function retrieve<const F extends keyof R & string = keyof R & string>(
    id: string | SkipToken,
    { fields }: RetrieveFields<F> = {},
  ): Skippable<QueryDefinition<Projection<R, F>>> {
    return {
      queryKey: keys.one(isSkipped(id) ? "" : id, fields) as never,
      queryFn: isSkipped(id) ? id : ({ signal }) => api.retrieve<F>(id, { signal, fields }),
      retry: false,
    };
  }

  /** Options for one page. With `skipToken` as the query they send no request. */
  function list<const F extends keyof R & string = keyof R & string>(
    query?: ListQuery<Q, F>,
  ): QueryDefinition<CachedPage<Projection<R, F>>>;
  function list<const F extends keyof R & string = keyof R & string>(
    query: ListQuery<Q, F> | SkipToken,
  ): Skippable<QueryDefinition<CachedPage<Projection<R, F>>>>;
  function list<const F extends keyof R & string = keyof R & string>(
    query: ListQuery<Q, F> | SkipToken = {} as ListQuery<Q, F>,
  ): Skippable<QueryDefinition<CachedPage<Projection<R, F>>>> {
    return {
      queryKey: keys.list(isSkipped(query) ? {} : query) as never,
      queryFn: isSkipped(query) ? query : ({ signal }) => readPage(api, query, signal),
      retry: false,
    };
  }

  /** Options for an infinite query. With `skipToken` as the query they send no request. */
  function infinite<const F extends keyof R & string = keyof R & string>(
    query?: ListQuery<Q, F>,
  ): InfiniteQueryDefinition<Projection<R, F>>;
  function infinite<const F extends keyof R & string = keyof R & string>(
    query: ListQuery<Q, F> | SkipToken,
  ): Skippable<InfiniteQueryDefinition<Projection<R, F>>>;
  function infinite<const F extends keyof R & string = keyof R & string>(
    query: ListQuery<Q, F> | SkipToken = {} as ListQuery<Q, F>,
  ): Skippable<InfiniteQueryDefinition<Projection<R, F>>> {
    return {
      queryKey: keys.infinite(isSkipped(query) ? {} : query) as never,
      queryFn: isSkipped(query)
        ? query
        : ({ signal, pageParam }) => readPage(api, { ...query, offset: pageParam }, signal),
      initialPageParam: isSkipped(query) ? 0 : ((query as Paging<never>).offset ?? 0),
      getNextPageParam: getNextOffset,
      select,
      retry: false,
    };
  }

  return { keys, retrieve, list, infinite };
}

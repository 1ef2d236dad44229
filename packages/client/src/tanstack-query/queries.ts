import type { DataTag, InfiniteData } from "@tanstack/query-core";
import type { Tmf654Error } from "../errors/tmf654-error.ts";
import type { ListQuery } from "../resources/functions.ts";
import type { Reads } from "../types/client.ts";
import type { Paging } from "../types/query.ts";
import type { Projection } from "../types/resources.ts";

/** A page as cached: plain data, with no functions. */
export interface CachedPage<T> {
  readonly items: readonly T[];
  readonly totalCount: number | undefined;
  /** Where the next page begins. */
  readonly nextOffset: number | undefined;
}

/** What `useQuery`, `fetchQuery` and the like take. */
export interface QueryDescription<T> {
  readonly queryKey: DataTag<readonly unknown[], T, Tmf654Error>;
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<T>;
  /** The client has its own retries. */
  readonly retry: false;
}

/** What `useInfiniteQuery` takes. */
export interface InfiniteDescription<T> {
  readonly queryKey: DataTag<readonly unknown[], InfiniteData<CachedPage<T>, number>, Tmf654Error>;
  readonly queryFn: (context: {
    readonly signal: AbortSignal;
    readonly pageParam: number;
  }) => Promise<CachedPage<T>>;
  readonly initialPageParam: number;
  readonly getNextPageParam: (
    page: CachedPage<T>,
    pages: readonly CachedPage<T>[],
  ) => number | undefined;
  /** Each record once: drops those that an earlier page has brought. */
  readonly select: (
    data: InfiniteData<CachedPage<T>, number>,
  ) => InfiniteData<CachedPage<T>, number>;
  readonly retry: false;
}

/** The keys of a resource, from wide to narrow: each begins with the one before. */
export const keysOf = (scope: string, resource: string) => ({
  all: [scope, resource] as const,
  lists: [scope, resource, "list"] as const,
  list: (query: object) => [scope, resource, "list", query] as const,
  infinite: (query: object) => [scope, resource, "list", query, "infinite"] as const,
  one: (id: string, fields?: readonly string[]) =>
    [scope, resource, "one", id, ...(fields ? [fields] : [])] as const,
});

/** The pages without what earlier ones have brought: records move, and servers ignore `offset`. */
function distinct<T>(pages: readonly CachedPage<T>[]): CachedPage<T>[] {
  const seen = new Set<unknown>();
  const isNew = (item: T) => {
    const { id } = item as { id?: unknown };
    if (id === undefined) return true;
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  };
  return pages.map((page) => ({ ...page, items: page.items.filter(isNew) }));
}

/** The same function for every query, so that its result is kept while the data is. */
const select = <T>(data: InfiniteData<CachedPage<T>, number>) => ({
  ...data,
  pages: distinct(data.pages),
});

/** Without counts, a page that brings nothing new is the last of a server that ignores `offset`. */
function nextOf<T>(page: CachedPage<T>, pages: readonly CachedPage<T>[]): number | undefined {
  const isStuck = page.totalCount === undefined && !distinct(pages).at(-1)?.items.length;
  return isStuck ? undefined : page.nextOffset;
}

/** Options for the reads of one resource. */
export function queriesOf<R, Q extends object>(scope: string, resource: string, api: Reads<R, Q>) {
  const keys = keysOf(scope, resource);

  async function page<F extends keyof R & string>(query: ListQuery<Q, F>, signal: AbortSignal) {
    const { items, totalCount, nextOffset } = await api.list<F>(query, { signal });
    return { items, totalCount, nextOffset };
  }

  return {
    keys,
    /** One resource. */
    retrieve: <const F extends keyof R & string = keyof R & string>(
      id: string,
      { fields }: { readonly fields?: readonly F[] } = {},
    ): QueryDescription<Projection<R, F>> => ({
      queryKey: keys.one(id, fields) as never,
      queryFn: ({ signal }) => api.retrieve<F>(id, { signal, ...(fields && { fields }) }),
      retry: false,
    }),
    /** One page. */
    list: <const F extends keyof R & string = keyof R & string>(
      query: ListQuery<Q, F> = {} as ListQuery<Q, F>,
    ): QueryDescription<CachedPage<Projection<R, F>>> => ({
      queryKey: keys.list(query) as never,
      queryFn: ({ signal }) => page(query, signal),
      retry: false,
    }),
    /** Page after page. */
    infinite: <const F extends keyof R & string = keyof R & string>(
      query: ListQuery<Q, F> = {} as ListQuery<Q, F>,
    ): InfiniteDescription<Projection<R, F>> => ({
      queryKey: keys.infinite(query) as never,
      queryFn: ({ signal, pageParam }) => page({ ...query, offset: pageParam }, signal),
      initialPageParam: (query as Paging<never>).offset ?? 0,
      getNextPageParam: nextOf,
      select,
      retry: false,
    }),
  };
}

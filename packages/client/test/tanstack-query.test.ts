import {
  InfiniteQueryObserver,
  MutationObserver,
  QueryClient,
  QueryObserver,
  skipToken,
} from "@tanstack/query-core";
import { createClient } from "@tmf654/client";
import {
  createMutations,
  createQueries,
  type MutationDefinition,
} from "@tmf654/client/tanstack-query";
import { describe, expect, test } from "vitest";
import { createFakeServer } from "./helpers/fake-server.ts";

function setUp() {
  let balance = 10;
  const all = [{ id: "b1" }, { id: "b2" }, { id: "b3" }];
  const server = createFakeServer(({ method, path }) => {
    if (method === "DELETE") return { status: 204 };
    if (method === "PATCH") return { body: { id: "a1", status: "completed" } };
    if (method === "POST") {
      balance += 5;
      return { status: 201, body: { id: "t1", status: "completed" } };
    }
    if (path.startsWith("/bucket/")) {
      return { body: { id: "b1", remainingValue: { amount: balance, units: "EUR" } } };
    }
    const query = new URL(path, "http://x").searchParams;
    const offset = Number(query.get("offset") ?? 0);
    const body = all.slice(offset, offset + Number(query.get("limit") ?? 9));
    return { body, headers: { "x-total-count": "3" } };
  });
  const client = createClient(server.options);
  const queryClient = new QueryClient();
  return {
    server,
    queryClient,
    queries: createQueries(client),
    mutations: createMutations(client, queryClient),
  };
}

describe("the tanstack-query entry", () => {
  test("fetches a resource and a page as plain data", async () => {
    const { queryClient, queries } = setUp();
    const bucket = await queryClient.fetchQuery(queries.bucket.retrieve("b1"));
    expect(bucket.remainingValue?.amount).toBe(10);
    const page = await queryClient.fetchQuery(queries.bucket.list({ limit: 2 }));
    expect(page).toEqual({ items: [{ id: "b1" }, { id: "b2" }], totalCount: 3, nextOffset: 2 });
    expect(queryClient.getQueryData(queries.bucket.retrieve("b1").queryKey)).toBe(bucket);
  });

  test("loops over pages", async () => {
    const { queryClient, queries } = setUp();
    const observer = new InfiniteQueryObserver(queryClient, queries.bucket.infinite({ limit: 2 }));
    await observer.fetchNextPage();
    const { data } = await observer.fetchNextPage();
    expect(data?.pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual([
      "b1",
      "b2",
      "b3",
    ]);
    expect(observer.getCurrentResult().hasNextPage).toBe(false);
  });

  test("starts at the offset of the query", async () => {
    const { queryClient, queries, server } = setUp();
    const query = queries.bucket.infinite({ offset: 1, limit: 1 });
    const observer = new InfiniteQueryObserver(queryClient, query);
    await observer.fetchNextPage();
    const { data } = await observer.fetchNextPage();
    expect(server.seen.map(({ path }) => path)).toEqual([
      "/bucket?offset=1&limit=1",
      "/bucket?offset=2&limit=1",
    ]);
    expect(data?.pages.flatMap(({ items }) => items)).toEqual([{ id: "b2" }, { id: "b3" }]);
  });

  test.each([
    { name: "and sends counts", headers: { "x-total-count": "4" } },
    { name: "and sends no counts", headers: {} },
  ])("returns each record once when a server ignores `offset` $name", async ({ headers }) => {
    const body = [{ id: "b1" }, { id: "b2" }];
    const { options, seen } = createFakeServer(() => ({ body, headers: headers as HeadersInit }));
    const { bucket } = createQueries(createClient(options));
    const observer = new InfiniteQueryObserver(new QueryClient(), bucket.infinite({ limit: 2 }));
    await observer.fetchNextPage();
    const { data } = await observer.fetchNextPage();
    expect(data?.pages.map(({ items }) => items)).toEqual([body, []]);
    expect(observer.getCurrentResult().hasNextPage).toBe(false);
    expect(seen).toHaveLength(2);
  });

  test("has a mutation for every write, with the options of the write", async () => {
    const { queryClient, server, mutations } = setUp();
    const options = { idempotencyKey: "order-1" };
    const { topupBalance, adjustBalance, reserveBalance, transferBalance } = mutations;
    const run = (mutation: object, variables: unknown) => {
      const description = mutation as MutationDefinition<unknown, unknown>;
      return new MutationObserver(queryClient, description).mutate(variables);
    };
    for (const resource of [topupBalance, adjustBalance, reserveBalance, transferBalance]) {
      await run(resource.create(options), {});
      await run(resource.update(options), { id: "a1", body: { description: "x" } });
      await run(resource.delete({ timeoutMs: 100 }), "a1");
    }
    await run(topupBalance.cancel(options), "a1");
    await run(adjustBalance.cancel(options), "a1");
    await run(transferBalance.cancel(), "a1");
    await run(reserveBalance.consume(options), { id: "a1", reason: "paid" });
    await run(reserveBalance.release(options), { id: "a1", reason: "gone" });
    const sent = server.seen.map(({ method, headers }) => [method, headers["idempotency-key"]]);
    const each = [
      ["POST", "order-1"],
      ["PATCH", "order-1"],
      ["DELETE", undefined],
    ];
    const patch = ["PATCH", "order-1"];
    const others = [patch, patch, ["DELETE", undefined], patch, patch];
    expect(sent).toEqual([...each, ...each, ...each, ...each, ...others]);
  });

  test("caches the action after a write, and invalidates the changed resources", async () => {
    const { queryClient, queries, mutations } = setUp();
    const { queryKey } = queries.bucket.retrieve("b1");
    await queryClient.fetchQuery(queries.bucket.retrieve("b1"));
    const observer = new MutationObserver(queryClient, mutations.topupBalance.create());
    await observer.mutate({} as never);
    expect(queryClient.getQueryState(queryKey)?.isInvalidated).toBe(true);
    const kept = queryClient.getQueryData(queries.topupBalance.retrieve("t1").queryKey);
    expect(kept).toMatchObject({ id: "t1" });
    const bucket = await queryClient.fetchQuery(queries.bucket.retrieve("b1"));
    expect(bucket.remainingValue?.amount).toBe(15);
  });

  test.each(["as options", "spread over the options"])(
    "runs your callbacks %s, and refreshes the cache",
    async (how) => {
      const { queryClient, queries, mutations } = setUp();
      const calls: string[] = [];
      const callbacks = {
        onMutate: () => void calls.push("mutate"),
        onSuccess: () => void calls.push("success"),
        onSettled: () => void calls.push("settled"),
      };
      const { queryKey } = queries.bucket.retrieve("b1");
      await queryClient.fetchQuery(queries.bucket.retrieve("b1"));
      const { create } = mutations.topupBalance;
      const options = how === "as options" ? create(callbacks) : { ...create(), ...callbacks };
      await new MutationObserver(queryClient, options).mutate({} as never);
      expect(calls).toEqual(["mutate", "success", "settled"]);
      expect(queryClient.getQueryState(queryKey)?.isInvalidated).toBe(true);
      const kept = queryClient.getQueryData(queries.topupBalance.retrieve("t1").queryKey);
      expect(kept).toMatchObject({ id: "t1" });
    },
  );

  test("invalidates after an error too, and calls onError", async () => {
    const { options } = createFakeServer(({ method }) =>
      method === "GET" ? { body: { id: "b1" } } : { status: 500 },
    );
    const client = createClient(options);
    const queryClient = new QueryClient();
    const { bucket } = createQueries(client);
    await queryClient.fetchQuery(bucket.retrieve("b1"));
    const names: string[] = [];
    const { topupBalance } = createMutations(client, queryClient);
    const create = topupBalance.create({ onError: (error) => void names.push(error.name) });
    await new MutationObserver(queryClient, create).mutate({} as never).catch(() => {});
    expect(names).toEqual(["UnknownOutcomeError"]);
    expect(queryClient.getQueryState(bucket.retrieve("b1").queryKey)?.isInvalidated).toBe(true);
  });

  test("sends no request with skipToken", async () => {
    const { queryClient, queries, server } = setUp();
    const { retrieve, list, infinite } = queries.bucket;
    for (const query of [retrieve(skipToken), list(skipToken)]) {
      const observer = new QueryObserver(queryClient, query as never);
      observer.subscribe(() => {})();
      expect(observer.getCurrentResult().fetchStatus).toBe("idle");
    }
    expect(infinite(skipToken).queryFn).toBe(skipToken);
    expect(server.seen).toEqual([]);
  });

  test("nests keys, so that a general key invalidates specific ones", () => {
    const { keys } = setUp().queries.bucket;
    const { all, lists } = keys;
    expect(keys.list({ limit: 1 }).slice(0, 3)).toEqual(lists);
    expect(keys.one("b1").slice(0, 2)).toEqual(all);
    expect(keys.one("b1", ["id"])).not.toEqual(keys.one("b1"));
  });
});

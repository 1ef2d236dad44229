import { createClient, metaOf } from "@tmf654/client";
import { describe, expect, test } from "vitest";
import { createFakeServer, type Reply, type SeenRequest } from "./helpers/fake-server.ts";

interface ServerBehaviour {
  /** The largest page of the server. */
  cap?: number;
  counts?: boolean;
  links?: boolean;
  partial?: 200 | 206;
  ignoresOffset?: boolean;
  /** Called before each response, with its number. */
  before?: (request: number, records: { id: string }[]) => void;
}

const createRecords = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `r${at}` }));

/** Creates a server that returns `stored` in pages, in the given manner. */
function createPagingServer(stored: { id: string }[], server: ServerBehaviour) {
  let requests = 0;
  return createFakeServer(({ path }: SeenRequest): Reply => {
    requests += 1;
    server.before?.(requests, stored);
    const query = new URL(path, "http://x").searchParams;
    const offset = server.ignoresOffset ? 0 : Number(query.get("offset") ?? 0);
    const limit = Math.min(Number(query.get("limit") ?? Infinity), server.cap ?? Infinity);
    const body = stored.slice(offset, offset + limit);
    const whole = body.length === stored.length;
    const headers: Record<string, string> = {};
    if (server.counts) {
      headers["x-total-count"] = String(stored.length);
      headers["x-result-count"] = String(body.length);
    }
    if (server.links) {
      const next = offset + body.length < stored.length ? '<?offset=1>; rel="next", ' : "";
      headers.link = `${next}<?offset=0>; rel="first"`;
    }
    return { status: whole ? 200 : (server.partial ?? 206), body, headers };
  });
}

const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id);

describe("lists", () => {
  test.each<{ name: string; server: ServerBehaviour; limit: number | undefined; requests: number }>(
    [
      { name: "counts and 206", server: { counts: true }, limit: 10, requests: 3 },
      { name: "counts and 200", server: { counts: true, partial: 200 }, limit: 10, requests: 3 },
      {
        name: "counts, pages shorter than the limit",
        server: { counts: true, cap: 7 },
        limit: 10,
        requests: 4,
      },
      {
        name: "counts, no limit",
        server: { counts: true, cap: 10 },
        limit: undefined,
        requests: 3,
      },
      { name: "links only", server: { links: true, partial: 200 }, limit: 10, requests: 3 },
      { name: "206 only", server: {}, limit: 10, requests: 4 },
      { name: "200 and no headers", server: { partial: 200 }, limit: 10, requests: 4 },
      {
        name: "200, no headers, short pages",
        server: { partial: 200, cap: 7 },
        limit: 10,
        requests: 5,
      },
      { name: "no limit, one page", server: {}, limit: undefined, requests: 2 },
      {
        name: "no limit, no counts or links",
        server: { partial: 200, cap: 20 },
        limit: undefined,
        requests: 3,
      },
      {
        name: "a server that ignores offset",
        server: { ignoresOffset: true, partial: 200 },
        limit: 25,
        requests: 2,
      },
      { name: "pages of one", server: { counts: true }, limit: 1, requests: 25 },
    ],
  )("returns every record once: $name", async ({ server, limit, requests }) => {
    const { options, seen } = createPagingServer(createRecords(25), server);
    const found: string[] = [];
    const query = limit === undefined ? {} : { limit };
    for await (const { id } of createClient(options).bucket.list(query)) found.push(id);
    expect(found).toEqual(idsOf(createRecords(25)));
    expect(seen).toHaveLength(requests);
  });

  const removeRecords = (from: number, count: number) => (stored: { id: string }[]) => {
    stored.splice(from, count);
  };
  test.each<{ name: string; change: (stored: { id: string }[]) => void; limit: number }>([
    { name: "removed", change: removeRecords(0, 3), limit: 10 },
    {
      name: "removed, together with the last known record",
      change: removeRecords(7, 3),
      limit: 10,
    },
    { name: "removed, together with all known records", change: removeRecords(0, 10), limit: 10 },
    { name: "removed, more than remain", change: removeRecords(0, 9), limit: 24 },
    {
      name: "removed and as many added",
      change: (stored) =>
        stored.push({ id: "new" }, ...stored.splice(0, 1).map(() => ({ id: "new2" }))),
      limit: 2,
    },
    { name: "moved to the end", change: (stored) => stored.push(...stored.splice(1, 1)), limit: 2 },
  ])("skips no record when other records are $name", async ({ change, limit }) => {
    for (const counts of [true, false]) {
      const before = (request: number, stored: { id: string }[]) => {
        if (request === 2) change(stored);
      };
      const { options } = createPagingServer(createRecords(25), { counts, before });
      const found = await createClient(options).bucket.list({ limit }).toArray({ limit: 100 });
      const known = idsOf(found).filter((id) => id.startsWith("r"));
      expect(known).toEqual(idsOf(createRecords(25)));
    }
  });

  test("ends although every page is new", async () => {
    let made = 0;
    const { options, seen } = createFakeServer(() => {
      made += 2;
      const body = [{ id: `r${made}` }, { id: `r${made + 1}` }];
      return { body, headers: { "x-total-count": "20" } };
    });
    for await (const _ of createClient(options).bucket.list({ limit: 2 }));
    expect(seen.length).toBeLessThan(300);
  });

  test("ends when the server repeats a page", async () => {
    const stored = createRecords(5);
    const { options, seen } = createFakeServer(() => ({
      body: stored,
      headers: { "x-total-count": "5000", link: '<?offset=5>; rel="next"' },
    }));
    const found = await createClient(options).bucket.list().toArray({ limit: 10 });
    expect(idsOf(found)).toEqual(idsOf(stored));
    expect(seen).toHaveLength(2);
  });

  test("returns records without an id once", async () => {
    const stored = [{ name: "a" }, { name: "b" }, { name: "c" }] as never;
    const { options } = createPagingServer(stored, { counts: true });
    const found = await createClient(options).bucket.list({ limit: 2 }).toArray({ limit: 9 });
    expect(found).toEqual(stored);
  });

  test("reads a page again after a failure", async () => {
    const { options } = createFakeServer(({ path }, request) =>
      request === 1 || request === 3
        ? { status: 400 }
        : { body: [{ id: path }], headers: { "x-total-count": "2" } },
    );
    const list = createClient(options).bucket.list();
    await expect(list).rejects.toMatchObject({ status: 400 });
    const page = await list;
    await expect(page.next()).rejects.toMatchObject({ status: 400 });
    expect(await page.next()).toMatchObject({ totalCount: 2 });
  });

  test.each([{}, { limit: Number.NaN }, { limit: -1 }])("rejects toArray(%o)", async (limit) => {
    const { options, seen } = createPagingServer(createRecords(2), {});
    const call = createClient(options)
      .bucket.list()
      .toArray(limit as never);
    await expect(call).rejects.toMatchObject({ name: "BadRequestError", code: "invalidLimit" });
    expect(seen).toEqual([]);
  });

  test("returns no record twice when new records come before the stored ones", async () => {
    const before = (request: number, stored: { id: string }[]) => {
      if (request > 1) stored.unshift({ id: `new${request}` });
    };
    const { options } = createPagingServer(createRecords(25), { counts: true, before });
    const found = await createClient(options).bucket.list({ limit: 10 }).toArray({ limit: 100 });
    expect(idsOf(found)).toEqual(idsOf(createRecords(25)));
  });

  test("returns the first page when awaited, then the next pages", async () => {
    const { options, seen } = createPagingServer(createRecords(5), { counts: true });
    const page = await createClient(options).bucket.list({ limit: 2 });
    expect(page).toMatchObject({ totalCount: 5, resultCount: 2, offset: 0, nextOffset: 2 });
    expect(metaOf(page)).toMatchObject({ status: 206, operation: "listBucket" });
    const second = await page.next();
    expect(second).toMatchObject({ items: [{ id: "r2" }], resultCount: 2, offset: 1 });
    expect(await page.next()).toBe(second);
    const fourth = await (await second?.next())?.next();
    expect(fourth?.items).toEqual([{ id: "r4" }]);
    expect(await fourth?.next()).toBeUndefined();
    expect(seen).toHaveLength(4);
  });

  test("loops over pages", async () => {
    const { options } = createPagingServer(createRecords(5), { counts: true });
    const sizes: number[] = [];
    const list = createClient(options).bucket.list({ limit: 2, offset: 1 });
    for await (const { items } of list.pages()) sizes.push(items.length);
    expect(sizes).toEqual([2, 1, 1]);
  });

  test("sends only the needed requests, and none after the loop ends", async () => {
    const { options, seen } = createPagingServer(createRecords(25), { counts: true });
    const client = createClient(options);
    const list = client.bucket.list({ limit: 10 });
    expect(seen).toHaveLength(0);
    expect(await list.toArray({ limit: 10 })).toHaveLength(10);
    expect(await list.toArray({ limit: 0 })).toEqual([]);
    expect(seen).toHaveLength(1);
  });

  test("reads an empty response and 204 as an empty list", async () => {
    for (const reply of [{ status: 204 }, { body: "" }, { body: [] }]) {
      const { options } = createFakeServer(() => reply);
      expect((await createClient(options).bucket.list()).items).toEqual([]);
    }
  });

  test("rejects a list that is an object", async () => {
    const { options } = createFakeServer(() => ({ body: { bucket: [] } }));
    const list = createClient(options).bucket.list();
    await expect(list).rejects.toMatchObject({ name: "ParseError" });
    await expect(list.catch((error) => (error as Error).name)).resolves.toBe("ParseError");
  });
});

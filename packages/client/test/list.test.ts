import { createClient, metaOf } from "@tmf654/client";
import { describe, expect, it } from "vitest";
import { fakeServer, type Reply, type Seen } from "./helpers/fake-server.ts";

interface Server {
  /** Largest page the server gives. */
  cap?: number;
  counts?: boolean;
  links?: boolean;
  partial?: 200 | 206;
  ignoresOffset?: boolean;
  /** Runs before the n-th answer. */
  before?: (request: number, records: { id: string }[]) => void;
}

const records = (count: number) => Array.from({ length: count }, (_, at) => ({ id: `r${at}` }));

/** A server that pages `stored` in the given manner. */
function paging(stored: { id: string }[], server: Server) {
  let requests = 0;
  return fakeServer(({ path }: Seen): Reply => {
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

const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);

describe("lists", () => {
  it.each<[string, Server, number | undefined, number]>([
    ["counts and 206", { counts: true }, 10, 3],
    ["counts and 200", { counts: true, partial: 200 }, 10, 3],
    ["counts, pages shorter than asked", { counts: true, cap: 7 }, 10, 4],
    ["counts, no limit asked", { counts: true, cap: 10 }, undefined, 3],
    ["links only", { links: true, partial: 200 }, 10, 3],
    ["206 only", {}, 10, 4],
    ["200 and no headers", { partial: 200 }, 10, 4],
    ["200, no headers, short pages", { partial: 200, cap: 7 }, 10, 5],
    ["no limit, everything", {}, undefined, 2],
    ["no limit, nothing that tells", { partial: 200, cap: 20 }, undefined, 3],
    ["a server that ignores offset", { ignoresOffset: true, partial: 200 }, 25, 2],
    ["pages of one", { counts: true }, 1, 25],
  ])("walks every record once: %s", async (_, server, limit, requests) => {
    const { options, seen } = paging(records(25), server);
    const found: string[] = [];
    const query = limit === undefined ? {} : { limit };
    for await (const { id } of createClient(options).bucket.list(query)) found.push(id);
    expect(found).toEqual(ids(records(25)));
    expect(seen).toHaveLength(requests);
  });

  const removed = (from: number, count: number) => (stored: { id: string }[]) => {
    stored.splice(from, count);
  };
  it.each<[string, (stored: { id: string }[]) => void, number]>([
    ["removed", removed(0, 3), 10],
    ["removed, the last one read among them", removed(7, 3), 10],
    ["removed, all that were read", removed(0, 10), 10],
    ["removed, more than are left", removed(0, 9), 24],
    [
      "removed, and as many added",
      (stored) => stored.push({ id: "new" }, ...stored.splice(0, 1).map(() => ({ id: "new2" }))),
      2,
    ],
    ["moved to the end", (stored) => stored.push(...stored.splice(1, 1)), 2],
  ])("passes over none when others are %s", async (_, change, limit) => {
    for (const counts of [true, false]) {
      const before = (request: number, stored: { id: string }[]) => {
        if (request === 2) change(stored);
      };
      const { options } = paging(records(25), { counts, before });
      const found = await createClient(options).bucket.list({ limit }).toArray({ limit: 100 });
      const known = ids(found).filter((id) => id.startsWith("r"));
      expect(known).toEqual(ids(records(25)));
    }
  });

  it("ends where everything is new all the time", async () => {
    let made = 0;
    const { options, seen } = fakeServer(() => {
      made += 2;
      const body = [{ id: `r${made}` }, { id: `r${made + 1}` }];
      return { body, headers: { "x-total-count": "20" } };
    });
    for await (const _ of createClient(options).bucket.list({ limit: 2 }));
    expect(seen.length).toBeLessThan(300);
  });

  it("stops where the same page comes for ever", async () => {
    const stored = records(5);
    const { options, seen } = fakeServer(() => ({
      body: stored,
      headers: { "x-total-count": "5000", link: '<?offset=5>; rel="next"' },
    }));
    const found = await createClient(options).bucket.list().toArray({ limit: 10 });
    expect(ids(found)).toEqual(ids(stored));
    expect(seen).toHaveLength(2);
  });

  it("gives records without an id once", async () => {
    const stored = [{ name: "a" }, { name: "b" }, { name: "c" }] as never;
    const { options } = paging(stored, { counts: true });
    const found = await createClient(options).bucket.list({ limit: 2 }).toArray({ limit: 9 });
    expect(found).toEqual(stored);
  });

  it("asks again after a page that failed", async () => {
    const { options } = fakeServer(({ path }, request) =>
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

  it.each([{}, { limit: Number.NaN }, { limit: -1 }])("refuses toArray(%o)", async (how) => {
    const { options, seen } = paging(records(2), {});
    const call = createClient(options)
      .bucket.list()
      .toArray(how as never);
    await expect(call).rejects.toMatchObject({ name: "BadRequestError", code: "invalidLimit" });
    expect(seen).toEqual([]);
  });

  it("gives no record twice when others are added in front meanwhile", async () => {
    const before = (request: number, stored: { id: string }[]) => {
      if (request > 1) stored.unshift({ id: `new${request}` });
    };
    const { options } = paging(records(25), { counts: true, before });
    const found = await createClient(options).bucket.list({ limit: 10 }).toArray({ limit: 100 });
    expect(ids(found)).toEqual(ids(records(25)));
  });

  it("gives the first page when awaited, then the next ones", async () => {
    const { options, seen } = paging(records(5), { counts: true });
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

  it("walks pages", async () => {
    const { options } = paging(records(5), { counts: true });
    const sizes: number[] = [];
    const list = createClient(options).bucket.list({ limit: 2, offset: 1 });
    for await (const { items } of list.pages()) sizes.push(items.length);
    expect(sizes).toEqual([2, 1, 1]);
  });

  it("sends nothing that is not asked for, and stops when the reader does", async () => {
    const { options, seen } = paging(records(25), { counts: true });
    const client = createClient(options);
    const list = client.bucket.list({ limit: 10 });
    expect(seen).toHaveLength(0);
    expect(await list.toArray({ limit: 10 })).toHaveLength(10);
    expect(await list.toArray({ limit: 0 })).toEqual([]);
    expect(seen).toHaveLength(1);
  });

  it("reads an empty answer and 204 as an empty list", async () => {
    for (const reply of [{ status: 204 }, { body: "" }, { body: [] }]) {
      const { options } = fakeServer(() => reply);
      expect((await createClient(options).bucket.list()).items).toEqual([]);
    }
  });

  it("rejects a list that is an object", async () => {
    const { options } = fakeServer(() => ({ body: { bucket: [] } }));
    const list = createClient(options).bucket.list();
    await expect(list).rejects.toMatchObject({ name: "ParseError" });
    await expect(list.catch((error) => (error as Error).name)).resolves.toBe("ParseError");
  });
});

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
    ["no limit, everything", {}, undefined, 1],
    ["a server that ignores offset", { ignoresOffset: true, partial: 200 }, 25, 2],
  ])("walks every record once: %s", async (_, server, limit, requests) => {
    const { options, seen } = paging(records(25), server);
    const found: string[] = [];
    const query = limit === undefined ? {} : { limit };
    for await (const { id } of createClient(options).bucket.list(query)) found.push(id);
    expect(found).toEqual(ids(records(25)));
    expect(seen).toHaveLength(requests);
  });

  it("does not pass over records when others are removed meanwhile", async () => {
    const before = (request: number, stored: { id: string }[]) => {
      if (request === 2) stored.splice(0, 3);
    };
    const { options } = paging(records(25), { counts: true, before });
    const found = await createClient(options).bucket.list({ limit: 10 }).toArray({ limit: 100 });
    expect(ids(found)).toEqual(ids(records(25)));
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
    expect(page).toMatchObject({ totalCount: 5, resultCount: 2, offset: 0 });
    expect(metaOf(page)).toMatchObject({ status: 206, operation: "listBucket" });
    const second = await page.next();
    expect(second?.items).toEqual([{ id: "r2" }, { id: "r3" }]);
    expect(await page.next()).toBe(second);
    const third = await second?.next();
    expect(third?.items).toEqual([{ id: "r4" }]);
    expect(await third?.next()).toBeUndefined();
    expect(seen).toHaveLength(3);
  });

  it("walks pages", async () => {
    const { options } = paging(records(5), { counts: true });
    const sizes: number[] = [];
    const list = createClient(options).bucket.list({ limit: 2, offset: 1 });
    for await (const { items } of list.pages()) sizes.push(items.length);
    expect(sizes).toEqual([2, 2]);
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

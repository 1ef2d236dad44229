import { createServer, get } from "node:http";
import { connect, createServer as createHttp2Server } from "node:http2";
import type { AddressInfo, Server } from "node:net";
import { createMock, type Mock } from "@tmf654/mock";
import { toNodeHandler } from "@tmf654/mock/node";
import { beforeAll, describe, expect, test } from "vitest";

const sorted = "/bucket?sort=name,-validFor.endDateTime&limit=3";
const filtered = "/bucket?name.ne=Minutes&limit=3";

let mock: Mock;
beforeAll(() => {
  mock = createMock({ clock: "2026-03-10T12:00:00Z" });
  mock.seedSubscribers(17_900);
  // A list reads at most 50,000 records in one turn.
  expect(mock.counts().buckets).toBeGreaterThan(50_000);
}, 60_000);

const urlOf = (path: string) => `http://mock.test${mock.basePath}${path}`;
const send = (path: string, init?: RequestInit) => mock.fetch(urlOf(path), init);
const readIds = async (response: Response) =>
  ((await response.json()) as readonly { readonly id: string }[]).map(({ id }) => id);

/** Sends requests at once, and returns their names in the order in which they end. */
async function orderOf(requests: Readonly<Record<string, () => Promise<unknown>>>) {
  const ended: string[] = [];
  const sent = Object.entries(requests).map(([name, request]) =>
    request().then(() => ended.push(name)),
  );
  await Promise.all(sent);
  return ended;
}

describe("Reads: long lists", () => {
  test.each([sorted, filtered])("%s lets later requests be handled first", async (path) => {
    await send(path);
    const order = await orderOf({
      list: () => send(path),
      first: () => send("/bucket/ana-main"),
      later: async () => {
        await new Promise((resolve) => setTimeout(resolve, 0));
        await send("/bucket/ana-main");
      },
    });
    expect(order).toEqual(["first", "later", "list"]);
  });

  test("a long list has the counts, the links, the tag and the journal of a short one", async () => {
    const response = await send(sorted);
    const total = String(mock.counts().buckets);
    expect([response.status, response.headers.get("x-total-count")]).toEqual([206, total]);
    expect(response.headers.get("x-result-count")).toBe("3");
    expect(response.headers.get("link")).toContain(`sort=name,-validFor.endDateTime&offset=3`);
    const [entry] = mock.journal();
    expect(entry).toMatchObject({ status: 206, path: "/bucket" });
    const tag = response.headers.get("etag") ?? "";
    const ids = await readIds(response);
    expect((await send(sorted, { headers: { "if-none-match": tag } })).status).toBe(304);
    const next = await send(`${sorted}&offset=1`);
    expect((await readIds(next)).slice(0, 2)).toEqual(ids.slice(1));
  });

  test("an aborted list ends without a response and without an entry in the journal", async () => {
    const controller = new AbortController();
    const list = send(sorted, { signal: controller.signal });
    controller.abort();
    await expect(list).rejects.toMatchObject({ name: "AbortError" });
  });

  test.each<[name: string, create: (listener: () => void) => Server, request: typeof overHttp1]>([
    ["HTTP/1", (listener) => createServer(listener), overHttp1],
    ["HTTP/2", (listener) => createHttp2Server(listener), overHttp2],
  ])("a list whose client disconnects ends, over %s", async (name, create, request) => {
    const handle = toNodeHandler(mock);
    let disconnect = (): void => {};
    const listener = (...call: Parameters<typeof handle>) => {
      handle(...call);
      disconnect();
    };
    const server = create(listener as () => void).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const query = `sort=name,-id&limit=3&id.ne=${name.replace("/", "")}`;
    const { port } = server.address() as AddressInfo;
    const connection = request(port, `${mock.basePath}/bucket?${query}`);
    disconnect = connection.disconnect;
    await connection.isClosed;
    await send(sorted);
    expect(mock.journal().map((entry) => entry.query)).not.toContain(query);
    server.close();
  });

  test("a reset and a close end a long list", async () => {
    for (const end of [mock.close, mock.reset]) {
      const count = mock.journal().length;
      const list = send(sorted);
      await end();
      expect((await list).status).toBe(409);
      expect(mock.journal()).toHaveLength(end === mock.close ? count : 0);
    }
  });
});

/** A request whose client can disconnect. */
interface Connection {
  readonly disconnect: () => void;
  readonly isClosed: Promise<unknown>;
}

function overHttp1(port: number, path: string): Connection {
  const request = get({ host: "127.0.0.1", port, path });
  request.once("error", () => {});
  const isClosed = new Promise((resolve) => request.once("close", resolve));
  return { disconnect: () => request.destroy(), isClosed };
}

function overHttp2(port: number, path: string): Connection {
  const session = connect(`http://127.0.0.1:${port}`);
  const stream = session.request({ ":path": path });
  stream.once("error", () => {});
  const isClosed = new Promise((resolve) => session.once("close", resolve));
  return { disconnect: () => session.destroy(), isClosed };
}

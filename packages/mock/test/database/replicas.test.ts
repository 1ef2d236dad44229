import { createMock, type Mock, type MockOptions } from "@tmf654/mock";
import { openPostgres } from "@tmf654/mock/postgres";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApi, money, start } from "../behaviour/setup.ts";
import { topup } from "../support/bodies.ts";
import { checkLedger } from "../support/check-ledger.ts";
import { sendTo } from "../support/send.ts";
import { type OpenReplica, openReplica, openReplicas } from "./open-replicas.ts";
import { emptyDatabase, hasPostgres, type PostgresServer, usePostgres } from "./postgres-server.ts";

let server: PostgresServer;

beforeAll(async () => {
  if (hasPostgres) server = await usePostgres();
});
afterAll(() => server?.close());

/** Sends a request to the control plane of a mock. */
function control(mock: Mock, method: string, path: string, body?: unknown): Promise<Response> {
  const text = body === undefined ? {} : { body: JSON.stringify(body) };
  return mock.fetch(`http://mock/__mock${path}`, { method, ...text });
}

describe.skipIf(!hasPostgres)("All replicas show at once what one acknowledged", () => {
  const changes: readonly {
    readonly what: string;
    readonly change: (mock: Mock) => unknown;
    readonly see: (mock: Mock) => unknown;
    readonly expected: unknown;
    readonly options?: MockOptions;
  }[] = [
    {
      what: "a balance",
      change: (mock) => createApi(sendTo(mock)).topup("ana-main", money(10)),
      see: (mock) => createApi(sendTo(mock)).remaining("ana-main"),
      expected: 35.5,
    },
    {
      what: "a removed action",
      change: async (mock) => {
        const api = createApi(sendTo(mock));
        const { json } = await api.topup("ana-main", money(10));
        await api.remove("topupBalance", json.id);
      },
      see: async (mock) => (await sendTo(mock)({ path: "/topupBalance" })).json.length,
      expected: 0,
    },
    {
      what: "the postings of a bucket",
      change: (mock) => createApi(sendTo(mock)).topup("ana-main", money(10)),
      see: async (mock) => (await control(mock, "GET", "/buckets/ana-main/postings")).text(),
      expected: expect.stringContaining("topup"),
    },
    {
      what: "the clock",
      change: (mock) => control(mock, "POST", "/clock/advance", { duration: "P1D" }),
      see: async (mock) => (await (await control(mock, "GET", "/clock")).json()).now,
      expected: "2026-03-11T12:00:00.000Z",
      options: { clock: start },
    },
    {
      what: "the profile",
      change: (mock) => control(mock, "PUT", "/profile", { name: "ctk" }),
      see: async (mock) => (await (await control(mock, "GET", "/profile")).json()).name,
      expected: "ctk",
    },
    {
      what: "a fault rule",
      change: (mock) =>
        control(mock, "POST", "/faults", {
          fault: { kind: "status", status: 503 },
          match: { operation: "listBucket" },
        }),
      see: async (mock) => (await sendTo(mock)({ path: "/bucket" })).status,
      expected: 503,
    },
    {
      what: "a registration",
      change: (mock) =>
        createApi(sendTo(mock)).post("hub", { callback: "http://127.0.0.1:9/events" }),
      see: async (mock) => (await (await control(mock, "GET", "/state")).json()).counts.listeners,
      expected: 1,
    },
    {
      what: "another scenario",
      change: (mock) => control(mock, "POST", "/reset", { scenario: "new-subscriber" }),
      see: async (mock) => (await sendTo(mock)({ path: "/bucket/ana-main" })).status,
      expected: 404,
    },
    {
      what: "a suspended bucket",
      change: (mock) => mock.subscribers.suspend("ana-main"),
      see: async (mock) => (await createApi(sendTo(mock)).get("/bucket/ana-main")).status,
      expected: "suspended",
    },
  ];

  test.each(changes)("$what", async ({ change, see, expected, options }) => {
    const [a, b] = await openReplicas(server.url, 2, options);
    await see(b.mock);
    await change(a.mock);
    // A change by a function call has no response, so this request waits until it is stored.
    await createApi(sendTo(a.mock)).get("/topupBalance");
    expect(await see(b.mock)).toEqual(expected);
    expect(await see(a.mock)).toEqual(expected);
    expect([...a.errors, ...b.errors]).toEqual([]);
  });

  test("an Idempotency-Key: a repeated request gets the first response", async () => {
    const replicas = await openReplicas(server.url, 3);
    const body = topup({ bucket: { id: "ana-main" }, partyAccount: { id: "acc-ana" } });
    const headers = { "idempotency-key": "once" };
    const replies = await Promise.all(
      [...replicas, ...replicas].map(({ mock }) =>
        sendTo(mock)({ method: "POST", path: "/topupBalance", headers, body }),
      ),
    );
    expect(new Set(replies.map(({ json }) => json.id)).size).toBe(1);
    expect((await sendTo(replicas[0].mock)({ path: "/topupBalance" })).json).toHaveLength(1);
  });

  test("an Idempotency-Key of requests that a fault delays", async () => {
    const [a, b] = await openReplicas(server.url, 2);
    await control(a.mock, "POST", "/faults", { fault: { kind: "delay", delayMs: 200 } });
    const body = topup({ bucket: { id: "ana-main" }, partyAccount: { id: "acc-ana" } });
    const headers = { "idempotency-key": "once" };
    const replies = await Promise.all(
      [a, b].map(({ mock }) =>
        sendTo(mock)({ method: "POST", path: "/topupBalance", headers, body }),
      ),
    );
    expect(replies.map(({ status }) => status)).toEqual([201, 201]);
    expect((await sendTo(a.mock)({ path: "/topupBalance" })).json).toHaveLength(1);
  });
});

describe.skipIf(!hasPostgres)("Replicas", () => {
  test("run due work once", async () => {
    const replicas = await openReplicas(server.url, 3, { clock: start });
    const [a, b, c] = replicas;
    await a.api.reserve("ana-main", money(4), {
      validFor: { endDateTime: "2026-03-10T13:00:00Z" },
    });
    await Promise.all(
      [a, b, c].map(({ mock }) => control(mock, "POST", "/clock/advance", { duration: "PT1H" })),
    );
    for (const { api, mock } of replicas) {
      expect(await api.held("ana-main")).toBe(0);
      const { now } = await (await control(mock, "GET", "/clock")).json();
      expect(now).toBe("2026-03-10T15:00:00.000Z");
    }
    expect(checkLedger(b.mock)).toEqual({ broken: [], sums: [] });
  });

  test("run due work of a running clock without a request", async () => {
    const [a, b] = await openReplicas(server.url, 2);
    const endDateTime = new Date(Date.now() + 700).toISOString();
    await a.api.reserve("ana-main", money(4), { validFor: { endDateTime } });
    await expect.poll(() => b.api.held("ana-main"), { timeout: 5000 }).toBe(0);
    expect([...a.errors, ...b.errors]).toEqual([]);
  });

  test("undo a change without a wait if another replica wrote at the same time", async () => {
    const [a, b] = await openReplicas(server.url, 2, {}, { pollMs: 60_000 });
    await b.api.topup("ana-main", money(10));
    // `suspend` cannot wait for the lock, and replica `a` has not read the top-up yet.
    a.mock.subscribers.suspend("ana-main");
    await expect
      .poll(() => a.errors.map(String))
      .toEqual([expect.stringContaining("Another process changed the state at the same time")]);
    const bucket = await a.api.get("/bucket/ana-main");
    expect([bucket.status, bucket.remainingValue]).toEqual(["active", money(35.5)]);
  });

  test("have separate data for each tenant", async () => {
    const url = await emptyDatabase(server.url);
    const database = await openPostgres(url);
    const mocks = ["a", "b"].map((name) => createMock({ database: database.tenant(name) }));
    const [first, second] = mocks.map((mock) => createApi(sendTo(mock)));
    await first?.topup("ana-main", money(10));
    expect([await first?.remaining("ana-main"), await second?.remaining("ana-main")]).toEqual([
      35.5, 25.5,
    ]);
    await Promise.all(mocks.map((mock) => mock.close()));
    await database.close();
  });

  test("keep ids of any text and length", async () => {
    const [a, b] = await openReplicas(server.url, 2);
    const key = "k".repeat(255);
    const ids = ['quote"back\\slash', "nul\u0000", "half\ud800", `${"long".repeat(2000)}`];
    for (const id of ids) {
      const body = { ...topup({ bucket: { id: "ana-main" } }), voucher: id, partyAccount: { id } };
      await sendTo(a.mock)({
        method: "POST",
        path: "/topupBalance",
        headers: { "idempotency-key": key, authorization: `Bearer ${id.replace(/[^ -~]/g, "")}` },
        body,
      });
    }
    const records = (mock: Mock) => JSON.stringify(mock.snapshot().store);
    await b.api.get("/bucket/ana-main");
    expect(records(b.mock)).toBe(records(a.mock));
    expect([...a.errors, ...b.errors]).toEqual([]);
  });

  test("say how many they are, how far each is, and which one sends the events", async () => {
    const intervals = { leaseMs: 500, pollMs: 50 };
    const replicas = await openReplicas(server.url, 2, {}, intervals);
    await createApi(sendTo(replicas[0].mock)).topup("ana-main", money(1));
    const stored = async ({ mock }: OpenReplica) =>
      (await (await control(mock, "GET", "/state")).json()).storage.replica;
    const all = () => Promise.all(replicas.map(stored));
    await expect
      .poll(async () => (await all()).map(({ count, lag }) => ({ count, lag })), {
        timeout: 10_000,
      })
      .toEqual([
        { count: 2, lag: 0 },
        { count: 2, lag: 0 },
      ]);
    const [first, second] = await all();
    expect(first.position).toBeGreaterThan(0);
    expect(second.position).toBe(first.position);
    expect([first, second].filter(({ isSender }) => isSender)).toHaveLength(1);
    await replicas[1].close();
    await expect.poll(async () => (await stored(replicas[0])).count, { timeout: 10_000 }).toBe(1);
  });

  test("count the rows that they load", async () => {
    const url = await emptyDatabase(server.url);
    const { mock } = await openReplica(url);
    const counts: number[] = [];
    await openReplica(url, {}, { onRows: (count) => counts.push(count) });
    expect(counts.at(-1)).toBeGreaterThan(mock.counts().buckets);
  });

  test("forget removed records as soon as every replica has seen them", async () => {
    const url = await emptyDatabase(server.url);
    const a = await openReplica(url, {}, { leaseMs: 500, pollMs: 50 });
    await openReplica(url, {}, { leaseMs: 500, pollMs: 50 });
    const { json } = await a.api.post("hub", { callback: "http://127.0.0.1:9/events" });
    await a.api.remove("hub", json.id);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const removed = async () =>
      (await client.query("SELECT id FROM tmf654_record WHERE value IS NULL")).rowCount;
    await expect.poll(removed, { timeout: 5000 }).toBe(0);
    await client.end();
  });
});

/** The next start of a mock with a database, on SQLite and on PostgreSQL. */
import { DatabaseSync } from "node:sqlite";
import { createMock, type Limits, type Mock, type MockOptions } from "@tmf654/mock";
import type { Upcoming } from "@tmf654/mock/control";
import { openPostgres } from "@tmf654/mock/postgres";
import { openSqlite } from "@tmf654/mock/sqlite";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApi, money, start } from "../behaviour/setup.ts";
import { topup } from "../support/bodies.ts";
import { sendTo } from "../support/send.ts";
import { emptyDatabase, hasPostgres, type PostgresServer, usePostgres } from "./postgres-server.ts";
import { temporaryFile } from "./temporary-file.ts";

let server: PostgresServer;

beforeAll(async () => {
  if (hasPostgres) server = await usePostgres();
});
afterAll(() => server?.close());

interface RunOptions extends MockOptions {
  readonly crashes?: boolean;
}

/** A database that mocks use one after another. */
interface Stored {
  /**
   * Runs a function with a mock of the database, and closes it. Without the option `clock`, the
   * mock has the stored clock. A mock that crashes loses its database, and is not closed.
   */
  readonly withMock: (run: (mock: Mock) => Promise<void>, options?: RunOptions) => Promise<void>;
  /** Returns the number of rows of a kind. */
  readonly count: (kind: string) => Promise<number>;
}

function sqliteFile(): Stored {
  const file = temporaryFile();
  return {
    withMock: async (run, { crashes, ...options } = {}) => {
      const database = openSqlite(file);
      const mock = createMock({ database, ...options });
      await run(mock);
      if (!crashes) await mock.close();
      database.close();
    },
    count: async (kind) => {
      const connection = new DatabaseSync(file);
      const query = connection.prepare("SELECT count(*) AS rows FROM record WHERE kind = ?");
      const found = query.get(kind);
      connection.close();
      return Number(found?.rows);
    },
  };
}

async function postgresDatabase(): Promise<Stored> {
  const url = await emptyDatabase(server.url);
  return {
    withMock: async (run, { crashes, ...options } = {}) => {
      const database = await openPostgres(url, { pollMs: 20, leaseMs: 500 });
      const mock = createMock({ database, ...options });
      await database.ready();
      await run(mock);
      if (!crashes) await mock.close();
      await database.close();
    },
    count: async (kind) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query(
        "SELECT count(*) AS rows FROM tmf654_record WHERE kind = $1 AND value IS NOT NULL",
        [kind],
      );
      await client.end();
      return Number(rows[0]?.rows);
    },
  };
}

const databases: readonly {
  readonly name: string;
  readonly open: () => Stored | Promise<Stored>;
  readonly isSkipped: boolean;
}[] = [
  { name: "SQLite", open: sqliteFile, isSkipped: false },
  { name: "PostgreSQL", open: postgresDatabase, isSkipped: !hasPostgres },
];

const spend = topup({ bucket: { id: "ana-main" }, partyAccount: { id: "acc-ana" } });

/** Ten requests of each kind that leaves records. */
async function leaveRecords(mock: Mock): Promise<void> {
  const send = sendTo(mock);
  const api = createApi(send);
  await api.post("hub", { callback: "http://127.0.0.1:9/events" });
  for (let count = 0; count < 10; count += 1) {
    const headers = { "idempotency-key": `key-${count}` };
    await send({ method: "POST", path: "/topupBalance", headers, body: spend });
    await api.post("listener/topupBalanceCreateEvent", {
      eventId: `event-${count}`,
      eventType: "TopupBalanceCreateEvent",
      event: {},
    });
  }
  await mock.events.drain();
}

/** The instants of the retries that are due next. */
async function retriesOf(mock: Mock): Promise<readonly string[]> {
  const response = await mock.fetch("http://mock/__mock/clock/upcoming");
  const { effects } = (await response.json()) as Upcoming;
  return effects.filter(({ effect }) => effect === "retry").map(({ time }) => time);
}

const smaller: Partial<Limits> = { actions: 4, keys: 3, endedEvents: 5, receivedEvents: 6 };

describe.each(databases)("A mock with $name that starts again", ({ open, isSkipped }) => {
  test.skipIf(isSkipped)("waits for the retry of an event as before", async () => {
    const stored = await open();
    let attempts = 0;
    const fetch = async () => {
      attempts += 1;
      return new Response(null, { status: 500 });
    };
    const events = { retryDelaysMs: [60_000, 60_000], jitter: 0 };
    const profile = { extends: "reference", name: "retries", events };
    await stored.withMock(
      async (mock) => {
        const api = createApi(sendTo(mock));
        await api.post("hub", { callback: "http://127.0.0.1:9/events" });
        await api.topup("ana-main", money(1));
        await expect.poll(() => attempts).toBe(1);
        // The response to this request waits until the result of the attempt is stored.
        await api.topup("ana-main", money(1));
      },
      { fetch, clock: start, profile, crashes: true },
    );
    await stored.withMock(
      async (mock) => {
        await expect.poll(() => retriesOf(mock)).toEqual(["2026-03-10T12:01:00.000Z"]);
        expect(attempts).toBe(1);
        await mock.clock.advance("PT59S");
        expect(attempts).toBe(1);
        await mock.clock.advance("PT1S");
        await expect.poll(() => attempts).toBe(2);
      },
      { fetch },
    );
  });

  test.skipIf(isSkipped)("sends the events that waited at the close, in order", async () => {
    const stored = await open();
    const received: number[] = [];
    let isUp = false;
    const fetch = async (_: string, { body }: RequestInit) => {
      const { topupBalance } = JSON.parse(String(body)).event;
      if (isUp) received.push(topupBalance.amount.amount);
      return new Response(null, { status: isUp ? 204 : 500 });
    };
    const events = { retryDelaysMs: [60_000], jitter: 0 };
    const profile = { extends: "reference", name: "retries", events };
    await stored.withMock(
      async (mock) => {
        const api = createApi(sendTo(mock));
        await api.post("hub", { callback: "http://127.0.0.1:9/events" });
        for (const amount of [1, 2, 3]) await api.topup("ana-main", money(amount));
        await expect.poll(() => retriesOf(mock)).toHaveLength(1);
        isUp = true;
      },
      { fetch, clock: start, profile },
    );
    expect(received).toEqual([]);
    await stored.withMock(
      async (mock) => {
        await expect.poll(() => retriesOf(mock)).toHaveLength(1);
        await mock.clock.advance("PT1M");
        await expect.poll(() => received).toEqual([1, 2, 3]);
        expect(mock.events.undelivered()).toEqual([]);
      },
      { fetch },
    );
  });

  test.skipIf(isSkipped)("removes what smaller limits exclude", async () => {
    const stored = await open();
    await stored.withMock(leaveRecords, { clock: start });
    expect(await stored.count("key")).toBe(10);
    await stored.withMock(async () => {}, { limits: smaller });
    const kinds = ["action", "key", "delivery", "receivedEvent"];
    const counts = await Promise.all(kinds.map(stored.count));
    expect(counts).toEqual([4, 3, 5, 6]);
  });

  test.skipIf(isSkipped)("counts the buckets that requests opened before", async () => {
    const stored = await open();
    const limits = { buckets: 2 };
    const voice = { usageType: "voice" };
    const openBucket = async (mock: Mock, id: string) =>
      (await createApi(sendTo(mock)).topup(id, { amount: 5, units: "min" }, voice)).status;
    await stored.withMock(
      async (mock) => {
        expect(await openBucket(mock, "own-1")).toBe(201);
        expect(await openBucket(mock, "own-2")).toBe(201);
      },
      { limits, clock: start, profile: "ctk" },
    );
    await stored.withMock(
      async (mock) => {
        expect(await openBucket(mock, "own-3")).toBe(409);
        expect((await createApi(sendTo(mock)).remove("bucket", "own-1")).status).toBe(204);
        expect(await openBucket(mock, "own-3")).toBe(201);
        expect(await openBucket(mock, "own-4")).toBe(409);
      },
      { limits },
    );
  });
});

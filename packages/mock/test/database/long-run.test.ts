/** A week under constant load, or ten weeks in the deep run, on SQLite and on PostgreSQL. */
import { statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createMock, type Limits, type Mock, type MockOptions } from "@tmf654/mock";
import { openPostgres } from "@tmf654/mock/postgres";
import { openSqlite } from "@tmf654/mock/sqlite";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { createApi, money, start } from "../behaviour/setup.ts";
import { topup } from "../support/bodies.ts";
import { sendTo } from "../support/send.ts";
import { emptyDatabase, hasPostgres, usePostgres } from "./postgres-server.ts";
import { temporaryFile } from "./temporary-file.ts";

const limits = {
  actions: 100,
  keys: 15,
  endedEvents: 20,
  receivedEvents: 20,
  waitingEvents: 20,
} satisfies Partial<Limits>;
/** The fixed limit of postings, of `docs/reference/behaviour.md`. */
const maxPostings = 10_000;
/** The number of steps of twelve hours in each half: half a week, or five weeks. */
const stepsOfHalf = process.env.TMF654_DEEP === undefined ? 7 : 70;
/** The steps after which all limits are reached. */
const stepsToLimits = 4;

/** The size of the stored data. */
interface StoredSize {
  readonly rows: Readonly<Record<string, number>>;
  /** The rows of removed records that no process has forgotten yet. */
  readonly removed: number;
  readonly bytes: number;
}

/** The data of a mock. */
interface Storage {
  /** Opens a mock. The second one continues with the data of the first. */
  readonly open: (
    options: MockOptions,
  ) => Promise<{ readonly mock: Mock; readonly close: () => Promise<void> }>;
  readonly size: () => Promise<StoredSize>;
}

const numbersOf = (rows: readonly object[]): StoredSize["rows"] =>
  Object.fromEntries(
    rows.map((row) => {
      const { kind, count } = row as { readonly kind: string; readonly count: unknown };
      return [kind, Number(count)];
    }),
  );

function sqliteStorage(): Storage {
  const file = temporaryFile();
  return {
    open: async (options) => {
      const database = openSqlite(file);
      const mock = createMock({ ...options, database });
      return { mock, close: async () => database.close() };
    },
    size: async () => {
      const database = new DatabaseSync(file);
      const query = "SELECT kind, count(*) AS count FROM record GROUP BY kind";
      const rows = numbersOf(database.prepare(query).all());
      database.close();
      return { rows, removed: 0, bytes: statSync(file).size };
    },
  };
}

async function postgresStorage(): Promise<Storage> {
  const server = await usePostgres();
  onTestFinished(() => server.close());
  const url = await emptyDatabase(server.url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  onTestFinished(() => client.end());
  return {
    open: async (options) => {
      const database = await openPostgres(url, { pollMs: 50, leaseMs: 500 });
      const mock = createMock({ ...options, database });
      await database.ready();
      return { mock, close: () => database.close() };
    },
    size: async () => {
      // The server does so by itself, but not at a known instant.
      await client.query("VACUUM tmf654_record");
      const { rows } = await client.query(
        "SELECT kind, count(*) AS count FROM tmf654_record WHERE value IS NOT NULL GROUP BY kind",
      );
      const others = await client.query(
        `SELECT count(*) AS removed, pg_total_relation_size('tmf654_record') AS bytes
         FROM tmf654_record WHERE value IS NULL`,
      );
      const { removed, bytes } = others.rows[0];
      return { rows: numbersOf(rows), removed: Number(removed), bytes: Number(bytes) };
    },
  };
}

const storages: readonly {
  readonly name: string;
  readonly create: () => Storage | Promise<Storage>;
  readonly isSkipped: boolean;
}[] = [
  { name: "SQLite", create: sqliteStorage, isSkipped: false },
  { name: "PostgreSQL", create: postgresStorage, isSkipped: !hasPostgres },
];

/** The megabytes in use after a garbage collection. */
function heap(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed / 1_048_576;
}

const spend = topup({ bucket: { id: "ana-main" }, partyAccount: { id: "acc-ana" } });

/** Fills the list of postings, in one transaction. */
function fillPostings(mock: Mock): void {
  for (let count = 0; count < maxPostings + 100; count += 1) {
    mock.engine.create("topupBalance", spend);
  }
}

/** Twelve hours of requests of every kind that leaves records. */
async function runHalfDay(mock: Mock, round: string): Promise<void> {
  const send = sendTo(mock);
  const api = createApi(send);
  for (let count = 0; count < 10; count += 1) {
    const headers = { "idempotency-key": `${round}-${count}` };
    await send({ method: "POST", path: "/topupBalance", headers, body: spend });
    await api.post("listener/topupBalanceCreateEvent", {
      eventId: `${round}-${count}`,
      eventType: "TopupBalanceCreateEvent",
      event: {},
    });
  }
  await api.reserve("ana-main", money(1));
  await mock.clock.advance("PT12H");
}

/** Runs one half on a database. Returns the memory after each step, and the size at the end. */
async function runHalf(storage: Storage, part: "first" | "second") {
  let calls = 0;
  const { mock, close } = await storage.open({
    limits,
    journal: { entries: 10 },
    // Every second attempt fails, so that some events are never delivered.
    fetch: async () => {
      calls += 1;
      return new Response(null, { status: calls % 2 === 0 ? 500 : 204 });
    },
    ...(part === "first" && {
      clock: start,
      profile: { extends: "reference", name: "short", ledger: { holdingTimeMs: 60_000 } },
    }),
  });
  if (part === "first") {
    fillPostings(mock);
    await createApi(sendTo(mock)).post("hub", { callback: "http://127.0.0.1:9/events" });
  }
  const levels: number[] = [];
  for (let step = 0; step < stepsOfHalf; step += 1) {
    await runHalfDay(mock, `${part}-${step}`);
    levels.push(heap());
  }
  await mock.close();
  await close();
  const size = await storage.size();
  return { ...size, levels };
}

test.each(storages.filter(({ isSkipped }) => !isSkipped))(
  "Stored data: the disk and the memory stay flat in a week of requests, with $name",
  async ({ create }) => {
    const storage = await create();
    const before = await runHalf(storage, "first");
    const after = await runHalf(storage, "second");
    const { delivery, ...rows } = after.rows;
    expect(rows).toMatchObject({
      action: limits.actions,
      key: limits.keys,
      receivedEvent: limits.receivedEvents,
      posting: maxPostings,
    });
    // Some events still wait for a retry.
    expect(delivery).toBeLessThanOrEqual(2 * limits.endedEvents + limits.waitingEvents);
    expect({ ...after.rows, delivery }).toEqual({ ...before.rows, delivery });
    expect(after.removed).toBeLessThan(200);
    expect(after.bytes).toBeLessThan(before.bytes * 1.1);
    const [level = 0, ...later] = after.levels.slice(stepsToLimits - 1);
    expect(Math.max(...later) - level).toBeLessThan(8);
  },
  120_000 * Math.ceil(stepsOfHalf / 7),
);

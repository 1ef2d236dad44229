import { statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createMock, type Limits, type Mock } from "@tmf654/mock";
import { openSqlite } from "@tmf654/mock/sqlite";
import { expect, test } from "vitest";
import { createApi, money, start } from "../behaviour/setup.ts";
import { topup } from "../support/bodies.ts";
import { sendTo } from "../support/send.ts";
import { temporaryFile } from "./temporary-file.ts";

const limits: Partial<Limits> = {
  actions: 100,
  keys: 15,
  endedEvents: 20,
  receivedEvents: 20,
  waitingEvents: 20,
};
/** The fixed limit of postings, of `docs/reference/behaviour.md`. */
const maxPostings = 10_000;
/** The number of steps of twelve hours in half a week. */
const stepsOfHalfWeek = 7;

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

/** Runs half a week on a database. Returns the memory after each step. */
async function runHalfWeek(file: string, part: string): Promise<readonly number[]> {
  const database = openSqlite(file);
  let calls = 0;
  const mock = createMock({
    database,
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
  for (let step = 0; step < stepsOfHalfWeek; step += 1) {
    await runHalfDay(mock, `${part}-${step}`);
    levels.push(heap());
  }
  await mock.close();
  database.close();
  return levels;
}

/** The rows of each kind. */
function rowsOf(file: string): Record<string, number> {
  const database = new DatabaseSync(file);
  const rows = database.prepare("SELECT kind, count(*) AS rows FROM record GROUP BY kind").all();
  database.close();
  return Object.fromEntries(rows.map(({ kind, rows: count }) => [kind, Number(count)]));
}

test("Stored data: the disk and the memory stay flat in a week of requests", async () => {
  const file = temporaryFile();
  await runHalfWeek(file, "first");
  const before = { rows: rowsOf(file), bytes: statSync(file).size };
  const levels = await runHalfWeek(file, "second");
  const after = { rows: rowsOf(file), bytes: statSync(file).size };
  expect(after.rows).toEqual(before.rows);
  expect(after.rows).toMatchObject({
    action: 100,
    key: 15,
    receivedEvent: 20,
    posting: maxPostings,
  });
  expect(after.rows.delivery).toBeLessThanOrEqual(40);
  expect(after.bytes).toBeLessThan(before.bytes * 1.1);
  expect(Math.max(...levels.slice(4)) - (levels[3] ?? 0)).toBeLessThan(8);
}, 120_000);

/** Events of a mock with a database: listener functions, and retries. */
import { createMock, type Mock } from "@tmf654/mock";
import { openSqlite } from "@tmf654/mock/sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApi, money, start } from "../behaviour/setup.ts";
import { topup } from "../support/bodies.ts";
import { sendTo } from "../support/send.ts";
import { openReplica, openReplicas } from "./open-replicas.ts";
import { emptyDatabase, hasPostgres, type PostgresServer, usePostgres } from "./postgres-server.ts";
import { temporaryFile } from "./temporary-file.ts";

let server: PostgresServer;

beforeAll(async () => {
  if (hasPostgres) server = await usePostgres();
});
afterAll(() => server?.close());

const spend = topup({ bucket: { id: "ana-main" }, partyAccount: { id: "acc-ana" } });

/** Collects the types of the events that a listener is called with. */
function listenTo(mock: Mock): readonly string[] {
  const heard: string[] = [];
  mock.events.listen(({ eventType }) => heard.push(eventType));
  return heard;
}

/** Changes the state without a request, and checks when the listener is called. */
async function expectCallAfterStorage(mock: Mock): Promise<void> {
  const heard = listenTo(mock);
  mock.engine.create("topupBalance", spend);
  expect(heard).toEqual([]);
  await expect.poll(() => heard).toEqual(["TopupBalanceCreateEvent"]);
  await createApi(sendTo(mock)).topup("ana-main", money(1));
  // The event comes before the response to the request that caused it.
  expect(heard).toHaveLength(2);
}

test("With SQLite, a listener is called when the event is stored, before the response", async () => {
  const database = openSqlite(temporaryFile());
  const mock = createMock({ database, clock: start });
  await expectCallAfterStorage(mock);
  await mock.close();
  database.close();
});

test.skipIf(!hasPostgres)(
  "With PostgreSQL, a listener is called when the event is stored, before the response",
  async () => {
    const { mock } = await openReplica(await emptyDatabase(server.url), { clock: start });
    await expectCallAfterStorage(mock);
  },
);

test("With SQLite, a listener is not called with an event that could not be stored", async () => {
  const database = openSqlite(temporaryFile());
  const mock = createMock({ database, clock: start });
  const heard = listenTo(mock);
  database.close();
  const { status } = await createApi(sendTo(mock)).topup("ana-main", money(1));
  expect([status, heard]).toEqual([503, []]);
});

test.skipIf(!hasPostgres)(
  "An event is sent again when another replica moves the clock",
  async () => {
    let attempts = 0;
    const fetch = async () => {
      attempts += 1;
      return new Response(null, { status: 500 });
    };
    const events = { retryDelaysMs: [60_000], jitter: 0 };
    const profile = { extends: "reference", name: "retries", events };
    const [a, b] = await openReplicas(server.url, 2, { clock: start, fetch, profile });
    await a.api.post("hub", { callback: "http://127.0.0.1:9/events" });
    await a.api.topup("ana-main", money(1));
    await expect.poll(() => attempts).toBe(1);
    await a.api.topup("ana-main", money(1));
    await b.mock.fetch("http://mock/__mock/clock/advance", {
      method: "POST",
      body: JSON.stringify({ duration: "PT1M" }),
    });
    await expect.poll(() => attempts).toBe(3);
  },
);

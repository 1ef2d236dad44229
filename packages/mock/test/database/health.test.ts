import { createMock, type Mock, type MockOptions } from "@tmf654/mock";
import { openSqlite, type SqliteDatabase } from "@tmf654/mock/sqlite";
import { describe, expect, test } from "vitest";
import { createApi, money } from "../behaviour/setup.ts";
import { sendTo } from "../support/send.ts";
import { temporaryFile } from "./temporary-file.ts";

/** The statuses of the probes, and the part of the state about the database. */
async function healthOf(mock: Mock) {
  const read = async (path: string) => mock.fetch(`http://mock/__mock/${path}`);
  return {
    health: (await read("health")).status,
    ready: (await read("ready")).status,
    state: await (await read("state")).json(),
  };
}

/** Calls a function with a mock, its open database and the database file. */
async function withDatabase(
  run: (mock: Mock, database: SqliteDatabase, file: string) => Promise<void>,
  options: MockOptions & { readonly maximumBytes?: number } = {},
): Promise<void> {
  const file = temporaryFile();
  const { maximumBytes, ...others } = options;
  const database = openSqlite(file, maximumBytes === undefined ? {} : { maximumBytes });
  const mock = createMock({ database, ...others });
  try {
    await run(mock, database, file);
  } finally {
    await mock.close();
    database.close();
  }
}

describe("Stored data: health", () => {
  test("a mock in memory is ready, and has no storage", async () => {
    const { state, ...probes } = await healthOf(createMock());
    expect(probes).toEqual({ health: 200, ready: 200 });
    expect(state).not.toHaveProperty("storage");
  });

  test("a mock with a database is ready, and says where its data is", () =>
    withDatabase(async (mock, _, file) => {
      const { state, ...probes } = await healthOf(mock);
      expect(probes).toEqual({ health: 200, ready: 200 });
      expect(state.storage).toEqual({ place: `SQLite ${file}` });
    }));

  test("a mock that has lost its database is alive, not ready, and says why", async () => {
    const errors: unknown[] = [];
    await withDatabase(
      async (mock, database) => {
        database.close();
        const api = createApi(sendTo(mock));
        expect((await api.topup("ana-main", money(1))).status).toBe(503);
        expect((await api.topup("ana-main", money(1))).status).toBe(503);
        const { state, ...probes } = await healthOf(mock);
        expect(probes).toEqual({ health: 200, ready: 503 });
        expect(state.storage.failure).toMatch(/^The database (?:\S+ )?failed: /);
        expect((await mock.fetch("http://mock/__mock/snapshot")).status).toBe(503);
        expect(errors).toHaveLength(1);
      },
      { onError: (error) => errors.push(error) },
    );
  });

  test("a failure that has ended is noticed by the next probe, without a request", () =>
    withDatabase(
      async (mock) => {
        const api = createApi(sendTo(mock));
        const large = await api.topup("ana-main", money(1), { reason: "x".repeat(1_000_000) });
        expect(large.status).toBe(503);
        expect(await (await mock.fetch("http://mock/__mock/state")).json()).toMatchObject({
          storage: { failure: expect.stringContaining("is full") },
        });
        expect((await mock.fetch("http://mock/__mock/ready")).status).toBe(200);
        const { state } = await healthOf(mock);
        expect(state.storage).not.toHaveProperty("failure");
      },
      { maximumBytes: 600_000 },
    ));

  test("probes need no token, from any machine, and name no file", async () => {
    const file = temporaryFile();
    const database = openSqlite(file);
    const mock = createMock({ database, controlToken: "secret" });
    const probe = (target: string, headers: Record<string, string> = {}) =>
      mock.handle({
        method: "GET",
        target,
        header: (name) => headers[name],
        headers: () => headers,
        body: undefined,
        local: false,
      });
    const host = { host: "10.0.0.5:4010" };
    expect((await probe("/__mock/health", host)).status).toBe(200);
    expect((await probe("/__mock/ready", host)).status).toBe(200);
    expect((await probe("/__mock/ready", { ...host, "x-event-id": "e1" })).status).toBe(403);
    expect((await probe("/__mock/state", host)).status).toBe(401);
    database.close();
    await createApi(sendTo(mock)).topup("ana-main", money(1));
    const failing = await probe("/__mock/ready", host);
    expect(failing.status).toBe(503);
    expect(failing.body).not.toContain(file);
    await mock.close();
  });
});

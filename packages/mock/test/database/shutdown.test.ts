import { createMock } from "@tmf654/mock";
import { openSqlite } from "@tmf654/mock/sqlite";
import { expect, test } from "vitest";
import { startServer, topUpUntilEnd } from "./loaded-server.ts";
import { temporaryFile } from "./temporary-file.ts";

test("Stored data: SIGTERM under load loses no acknowledged top-up, and the exit code is 0", async () => {
  const file = temporaryFile();
  const server = await startServer(file);
  const load = topUpUntilEnd(server.url, 0);
  await load.underWay();
  expect(await server.end("SIGTERM")).toBe(0);
  await load.ended;

  const database = openSqlite(file);
  const mock = createMock({ database });
  const { store, keys } = mock.snapshot();
  await mock.close();
  database.close();
  const stored = new Set(store.actions.map(({ id }) => id));
  expect(load.acknowledged.filter(({ id }) => !stored.has(id))).toEqual([]);
  // Each top-up of the server has its key, so that a client can repeat a request that got no
  // response.
  expect(keys).toHaveLength(stored.size);
}, 60_000);

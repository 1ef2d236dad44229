import { createControl } from "@tmf654/mock/control";
import { expect, onTestFinished, test } from "vitest";
import { startReceivers } from "./event-receiver.ts";
import {
  expectEvents,
  expectState,
  register,
  startServer,
  topUpUntilEnd,
} from "./loaded-server.ts";
import {
  emptyDatabase,
  hasPostgres,
  hasPostgresServer,
  startPostgres,
  usePostgres,
} from "./postgres-server.ts";
import { temporaryFile } from "./temporary-file.ts";

test("Stored data: SIGTERM under load loses no acknowledged top-up, no key and no event", async () => {
  const file = temporaryFile();
  const server = await startServer(file);
  const receivers = await startReceivers();
  await register(server.url, receivers);
  const load = topUpUntilEnd(server.url, 0);
  await load.underWay();
  expect(await server.end("SIGTERM")).toBe(0);
  await load.ended;

  const last = await startServer(file);
  onTestFinished(async () => void (await last.end("SIGKILL")));
  const { store, keys } = await createControl({ baseUrl: last.url, fetch }).snapshot();
  // Each top-up of the server has its key, so that a client can repeat a request that got no
  // response.
  expect(keys).toHaveLength(store.actions.length);
  await expectState(last.url, load.acknowledged);
  await expectEvents(last.url, receivers, load.acknowledged);
}, 120_000);

test.skipIf(!hasPostgres)(
  "Replicas: SIGTERM under load loses no acknowledged top-up, no key and no event",
  async () => {
    const postgres = await usePostgres();
    onTestFinished(() => postgres.close());
    const databaseUrl = await emptyDatabase(postgres.url);
    const start = () => startServer(databaseUrl, "--database");
    const servers = await Promise.all([start(), start()]);
    const receivers = await startReceivers();
    await register(servers[0].url, receivers);
    const loads = servers.map(({ url }, round) => topUpUntilEnd(url, round, { pauseMs: 20 }));
    // The second server goes on while the first one ends, and then no server is left.
    for (const [index, server] of servers.entries()) {
      await loads[index]?.underWay();
      expect(await server.end("SIGTERM")).toBe(0);
      await loads[index]?.ended;
    }
    const all = loads.flatMap(({ acknowledged }) => acknowledged);

    const last = await start();
    onTestFinished(async () => void (await last.end("SIGKILL")));
    await expectState(last.url, all);
    await expectEvents(last.url, receivers, all);
  },
  240_000,
);

test.skipIf(!hasPostgresServer)(
  "Replicas: SIGTERM while PostgreSQL is down ends the server, and loses nothing acknowledged",
  async () => {
    const postgres = await startPostgres();
    onTestFinished(() => postgres.close());
    const databaseUrl = await emptyDatabase(postgres.url);
    const server = await startServer(databaseUrl, "--database");
    const load = topUpUntilEnd(server.url, 0, { isFailing: true });
    await load.underWay();
    await postgres.kill();
    const before = performance.now();
    expect(await server.end("SIGTERM")).toBe(0);
    // A container platform kills a process ten seconds after its signal.
    expect(performance.now() - before).toBeLessThan(10_000);
    await load.ended;

    await postgres.start();
    const last = await startServer(databaseUrl, "--database");
    onTestFinished(async () => void (await last.end("SIGKILL")));
    await expectState(last.url, load.acknowledged);
  },
  120_000,
);

import { expect, onTestFinished, test } from "vitest";
import { startReceivers } from "./event-receiver.ts";
import {
  type Acknowledged,
  expectEvents,
  expectState,
  register,
  startServer,
  topUpUntilEnd,
} from "./loaded-server.ts";
import { emptyDatabase, hasPostgresServer, startPostgres } from "./postgres-server.ts";

/** The default run kills PostgreSQL once, and the deep run a hundred times. */
const kills = Number(process.env.TMF654_DEEP ?? 1);

test.skipIf(!hasPostgresServer)(
  `${kills} kills of PostgreSQL under load lose no acknowledged top-up, no key and no event`,
  async () => {
    const postgres = await startPostgres();
    onTestFinished(() => postgres.close());
    const url = await emptyDatabase(postgres.url);
    const receivers = await startReceivers();
    const start = () => startServer(url, "--database");
    const servers = await Promise.all([start(), start(), start()]);
    const end = () => Promise.all(servers.map((server) => server.end("SIGKILL")));
    onTestFinished(async () => void (await end()));
    await register(servers[0].url, receivers);
    const loads = servers.map((server, index) =>
      topUpUntilEnd(server.url, index, { isFailing: true }),
    );
    const underWay = () => Promise.all(loads.map((load) => load.underWay()));
    for (let round = 0; round < kills; round += 1) {
      await underWay();
      await postgres.kill();
      await postgres.start();
    }
    // Each server continues by itself after the last kill.
    await underWay();
    await end();
    await Promise.all(loads.map(({ ended }) => ended));
    const all: Acknowledged[] = loads.flatMap(({ acknowledged }) => acknowledged);
    expect(all.length).toBeGreaterThan(kills * 3 * 8);

    const last = await start();
    onTestFinished(async () => void (await last.end("SIGKILL")));
    await expectState(last.url, all);
    await expectEvents(last.url, receivers, all);
  },
  120_000 + kills * 30_000,
);

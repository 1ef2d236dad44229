import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { startReceivers } from "./event-receiver.ts";
import {
  type Acknowledged,
  expectEvents,
  expectState,
  register,
  startServer,
  topUpUntilEnd,
} from "./loaded-server.ts";
import { emptyDatabase, hasPostgres, type PostgresServer, usePostgres } from "./postgres-server.ts";

/** The default run kills two replicas, and the deep run a hundred. */
const allKills = Number(process.env.TMF654_DEEP ?? 2);

/** The most kills on one database: with more top-ups than that, starts take most of the time. */
const killsOfSeries = 20;
const series = Array.from({ length: Math.ceil(allKills / killsOfSeries) }, (_, at) => at + 1);
const kills = Math.min(allKills, killsOfSeries);

/** Without a pause, more events wait than a subscriber may have: the rest stays undelivered. */
const pauseMs = 250;

let postgres: PostgresServer;

beforeAll(async () => {
  if (hasPostgres) postgres = await usePostgres();
});
afterAll(() => postgres?.close());

test.skipIf(!hasPostgres).each(series)(
  `%d: ${kills} kills of one of three replicas lose no acknowledged top-up, no key and no event`,
  async () => {
    const url = await emptyDatabase(postgres.url);
    const { password } = new URL(url);
    const receivers = await startReceivers();
    let loads = 0;
    const start = async () => {
      const server = await startServer(url, "--database");
      if (password !== "") expect(server.output()).not.toContain(password);
      return server;
    };
    const withLoad = (server: Awaited<ReturnType<typeof start>>) => {
      loads += 1;
      return { server, load: topUpUntilEnd(server.url, loads, { pauseMs }) };
    };
    const servers = await Promise.all([start(), start(), start()]);
    await register(servers[0].url, receivers);

    const all: Acknowledged[] = [];
    const replicas = servers.map(withLoad);
    const end = async ({ server, load }: (typeof replicas)[number]): Promise<void> => {
      await server.end("SIGKILL");
      await load.ended;
      all.push(...load.acknowledged);
    };
    onTestFinished(() => void Promise.all(replicas.map(({ server }) => server.end("SIGKILL"))));
    for (let round = 0; round < kills; round += 1) {
      const index = Math.floor(Math.random() * replicas.length);
      const [victim] = replicas.slice(index);
      if (!victim) break;
      await victim.load.underWay();
      await end(victim);
      replicas[index] = withLoad(await start());
    }
    await Promise.all(replicas.map(end));
    expect(all.length).toBeGreaterThan(kills * 8);

    const last = await start();
    onTestFinished(async () => void (await last.end("SIGKILL")));
    await expectState(last.url, all);
    await expectEvents(last.url, receivers, all);
  },
  120_000 + kills * 30_000,
);

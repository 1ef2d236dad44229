import { createControl } from "@tmf654/mock/control";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { base } from "../support/call.ts";
import { startReceiver } from "./event-receiver.ts";
import { type Acknowledged, expectState, startServer, topUpUntilEnd } from "./loaded-server.ts";
import { emptyDatabase, hasPostgres, type PostgresServer, usePostgres } from "./postgres-server.ts";

/** The default run kills two replicas, and the deep run a hundred. */
const kills = process.env.TMF654_DEEP === undefined ? 2 : Number(process.env.TMF654_DEEP);

let postgres: PostgresServer;

beforeAll(async () => {
  if (hasPostgres) postgres = await usePostgres();
});
afterAll(() => postgres?.close());

test.skipIf(!hasPostgres)(
  `${kills} kills of one of three replicas lose no acknowledged top-up, no key and no event`,
  async () => {
    const url = await emptyDatabase(postgres.url);
    const { password } = new URL(url);
    const receiver = await startReceiver();
    let loads = 0;
    const start = async () => {
      const server = await startServer(url, "--database");
      if (password !== "") expect(server.output()).not.toContain(password);
      return server;
    };
    const withLoad = (server: Awaited<ReturnType<typeof start>>) => {
      loads += 1;
      return { server, load: topUpUntilEnd(server.url, loads) };
    };
    const servers = await Promise.all([start(), start(), start()]);
    const body = JSON.stringify({ callback: receiver.url });
    const headers = { "content-type": "application/json" };
    await fetch(`${servers[0].url}${base}/hub`, { method: "POST", headers, body });

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
    const control = createControl({ baseUrl: last.url, fetch });
    await expect
      .poll(async () => (await control.state()).counts.waitingEvents, { timeout: 60_000 })
      .toBe(0);
    const { store } = await control.snapshot();
    const ids = store.actions.map(({ id }) => id);
    expect([...receiver.ids]).toEqual(ids.filter((id) => receiver.ids.has(id)));
    expect(all.filter(({ id }) => !receiver.ids.has(id))).toEqual([]);
  },
  120_000 + kills * 20_000,
);

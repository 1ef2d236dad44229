import { createControl } from "@tmf654/mock/control";
import { expect, onTestFinished, test } from "vitest";
import { base } from "../support/call.ts";
import { startReceiver } from "./event-receiver.ts";
import {
  type Acknowledged,
  expectState,
  parallelClients,
  startServer,
  topUpUntilEnd,
} from "./loaded-server.ts";
import { temporaryFile } from "./temporary-file.ts";

/** The default run kills three servers, and the deep run a hundred. */
const kills = process.env.TMF654_DEEP === undefined ? 3 : Number(process.env.TMF654_DEEP);

test(
  `${kills} kills under load lose no acknowledged top-up, no key and no event`,
  async () => {
    const file = temporaryFile();
    const receiver = await startReceiver();
    const all: Acknowledged[] = [];
    for (let round = 0; round < kills; round += 1) {
      const server = await startServer(file);
      if (round === 0) {
        const body = JSON.stringify({ callback: receiver.url });
        const headers = { "content-type": "application/json" };
        await fetch(`${server.url}${base}/hub`, { method: "POST", headers, body });
      } else await expectState(server.url, all);
      const load = topUpUntilEnd(server.url, round);
      await load.underWay();
      await server.end("SIGKILL");
      await load.ended;
      all.push(...load.acknowledged);
    }
    expect(all.length).toBeGreaterThan(kills * parallelClients);

    const last = await startServer(file);
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
  60_000 + kills * 10_000,
);

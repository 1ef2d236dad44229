import { expect, onTestFinished, test } from "vitest";
import { startReceivers } from "./event-receiver.ts";
import {
  type Acknowledged,
  expectEvents,
  expectState,
  parallelClients,
  register,
  startServer,
  topUpUntilEnd,
} from "./loaded-server.ts";
import { temporaryFile } from "./temporary-file.ts";

/** The default run kills three servers, and the deep run a hundred. */
const kills = Number(process.env.TMF654_DEEP ?? 3);

test(
  `${kills} kills under load lose no acknowledged top-up, no key and no event`,
  async () => {
    const file = temporaryFile();
    const receivers = await startReceivers();
    const all: Acknowledged[] = [];
    for (let round = 0; round < kills; round += 1) {
      const server = await startServer(file);
      if (round === 0) await register(server.url, receivers);
      else await expectState(server.url, all);
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
    await expectEvents(last.url, receivers, all);
  },
  60_000 + kills * 30_000,
);

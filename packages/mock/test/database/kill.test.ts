import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { createMock, type Snapshot } from "@tmf654/mock";
import { createControl } from "@tmf654/mock/control";
import { expect, onTestFinished, test } from "vitest";
import { topup } from "../support/bodies.ts";
import { base } from "../support/call.ts";
import { startCommand } from "../support/processes.ts";
import { temporaryFile } from "./temporary-file.ts";

const main = join(import.meta.dirname, "..", "..", "src", "cli", "main.ts");
const root = join(import.meta.dirname, "..", "..", "..", "..");

/** The default run kills three servers, and the deep run a hundred. */
const kills = process.env.TMF654_DEEP === undefined ? 3 : Number(process.env.TMF654_DEEP);
const parallelClients = 8;

/** Starts the command with a database. Returns its URL, and a function that kills it. */
async function startServer(file: string) {
  const args = ["--conditions=@tmf654/source", main, "--port", "0", "--log", "off", "--data", file];
  const { child, ended, output, until } = startCommand(process.execPath, args, root);
  await until(/listening on http\S+/);
  const url = new URL(/listening on (http\S+)/.exec(output())?.[1] ?? "").origin;
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
  };
  return { url, kill };
}

/** A server that gets the events, and the ids of the top-ups in order of their first arrival. */
async function startReceiver(): Promise<{ readonly url: string; readonly ids: Set<string> }> {
  const ids = new Set<string>();
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { event } = JSON.parse(Buffer.concat(chunks).toString());
    if (event.topupBalance) ids.add(event.topupBalance.id);
    response.writeHead(201).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`, ids };
}

/** A top-up whose response has arrived. */
interface Acknowledged {
  readonly id: string;
  readonly key: string;
}

const send = (url: string, key: string): Promise<Response> =>
  fetch(`${url}${base}/topupBalance`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": key },
    body: JSON.stringify(
      topup({
        amount: { amount: 1, units: "EUR" },
        bucket: { id: "ana-main" },
        partyAccount: { id: "acc-ana" },
      }),
    ),
  });

/** Sends top-ups from parallel clients until the server is gone. */
async function topUpUntilKilled(url: string, round: number): Promise<readonly Acknowledged[]> {
  const acknowledged: Acknowledged[] = [];
  const client = async (name: number): Promise<void> => {
    for (let count = 0; ; count += 1) {
      const key = `${round}-${name}-${count}`;
      try {
        const response = await send(url, key);
        const { id } = (await response.json()) as { readonly id: string };
        expect(response.status).toBe(201);
        acknowledged.push({ id, key });
      } catch (error) {
        // The connection ended with the server. A failed assertion is no such error.
        if (error instanceof TypeError) return;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: parallelClients }, (_, name) => client(name)));
  return acknowledged;
}

/** Checks that a server has every acknowledged top-up once, and no broken balance. */
async function expectState(url: string, acknowledged: readonly Acknowledged[]): Promise<void> {
  const snapshot: Snapshot = await createControl({ baseUrl: url, fetch }).snapshot();
  // A restore checks all invariants.
  createMock({ clock: "2026-01-01" }).restore(snapshot);
  const stored = new Set(snapshot.store.actions.map(({ id }) => id));
  expect(acknowledged.filter(({ id }) => !stored.has(id))).toEqual([]);
  const bucket = snapshot.store.buckets.find(({ id }) => id === "ana-main");
  expect(bucket?.remaining).toBe(25_500_000 + 1_000_000 * snapshot.store.actions.length);
  for (const { id, key } of acknowledged.slice(-3)) {
    const repeated = await send(url, key);
    expect(repeated.headers.get("idempotency-replayed")).toBe("true");
    expect(await repeated.json()).toMatchObject({ id });
  }
}

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
      const load = topUpUntilKilled(server.url, round);
      await setTimeout(100 + Math.random() * 400);
      await server.kill();
      all.push(...(await load));
    }
    expect(all.length).toBeGreaterThan(kills * parallelClients);

    const last = await startServer(file);
    onTestFinished(last.kill);
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

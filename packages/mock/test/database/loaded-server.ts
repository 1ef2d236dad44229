/** A server with a database in a process of its own, and clients that top up until it ends. */
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { createMock, type Snapshot } from "@tmf654/mock";
import { createControl } from "@tmf654/mock/control";
import { expect, vi } from "vitest";
import { topup } from "../support/bodies.ts";
import { base } from "../support/call.ts";
import { startCommand } from "../support/processes.ts";
import { deliveryIssues } from "./delivery-issues.ts";
import type { EventReceiver } from "./event-receiver.ts";

const main = join(import.meta.dirname, "..", "..", "src", "cli", "main.ts");
const root = join(import.meta.dirname, "..", "..", "..", "..");

/** The number of clients that send requests at the same time. */
export const parallelClients = 8;

/** The buckets of the load with their first balances in EUR, and the account of each. */
const loadedBuckets = [
  { id: "ana-main", account: "acc-ana", first: 25.5 },
  { id: "ana-bonus", account: "acc-ana", first: 5 },
  { id: "liam-main", account: "acc-liam", first: 20 },
  { id: "sofia-main", account: "acc-sofia", first: 4.5 },
  { id: "sofia-bonus", account: "acc-sofia", first: 3 },
  { id: "mateo-main", account: "acc-mateo", first: 2 },
] as const;

const stepsOfEuro = 1_000_000;

/**
 * Starts the command with a database. Returns the server's URL, and a function that ends the server
 * by a signal.
 */
export async function startServer(
  place: string,
  flag: "--data" | "--database" = "--data",
  moreArgs: readonly string[] = [],
) {
  const options = ["--port", "0", "--log", "off", flag, place, ...moreArgs];
  const args = ["--conditions=@tmf654/source", main, ...options];
  const { child, ended, output, until } = startCommand(process.execPath, args, root);
  await until(/listening on http\S+/);
  const url = new URL(/listening on (http\S+)/.exec(output())?.[1] ?? "").origin;
  const end = (signal: "SIGKILL" | "SIGTERM"): Promise<number | null> => {
    child.kill(signal);
    return ended;
  };
  return { url, end, output };
}

/** A top-up whose response has arrived. */
export interface Acknowledged {
  readonly id: string;
  readonly key: string;
  /** The number of its bucket in the load. */
  readonly bucketNumber: number;
}

/** Sends a top-up of 1 EUR for one of the buckets, which is `ana-main` by default. */
export function sendTopUp(url: string, key: string, bucketNumber = 0): Promise<Response> {
  const { id, account } = loadedBuckets[bucketNumber] ?? loadedBuckets[0];
  const body = topup({
    amount: { amount: 1, units: "EUR" },
    bucket: { id },
    partyAccount: { id: account },
  });
  return fetch(`${url}${base}/topupBalance`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": key },
    body: JSON.stringify(body),
  });
}

/** The load of a server. */
export interface Load {
  /** The top-ups whose responses have arrived so far. */
  readonly acknowledged: readonly Acknowledged[];
  /** Resolves when the server is gone. */
  readonly ended: Promise<unknown>;
  /** Resolves when the clients have had a random number of further responses. */
  readonly underWay: () => Promise<void>;
}

/** The options of a load. */
interface LoadOptions {
  /** Whether a 503 is expected, because the database fails. The client repeats its request. */
  readonly isFailing?: boolean;
  /** Milliseconds that a client waits after each response. Default 0. */
  readonly pauseMs?: number;
}

/** Sends top-ups for all buckets in turn, from parallel clients, until the server is gone. */
export function topUpUntilEnd(
  url: string,
  round: number,
  { isFailing = false, pauseMs = 0 }: LoadOptions = {},
): Load {
  const acknowledged: Acknowledged[] = [];
  const client = async (name: number): Promise<void> => {
    for (let count = 0; ; ) {
      const key = `${round}-${name}-${count}`;
      const bucketNumber = (name + count) % loadedBuckets.length;
      try {
        const response = await sendTopUp(url, key, bucketNumber);
        if (isFailing && response.status === 503) {
          await response.arrayBuffer();
          await setTimeout(20);
          continue;
        }
        const { id } = (await response.json()) as { readonly id: string };
        expect(response.status).toBe(201);
        acknowledged.push({ id, key, bucketNumber });
        count += 1;
        if (pauseMs > 0) await setTimeout(pauseMs);
      } catch (error) {
        // The connection ended with the server. A failed assertion is another error, so it is
        // thrown.
        if (error instanceof TypeError) return;
        throw error;
      }
    }
  };
  const clientsEnd = Promise.all(
    Array.from({ length: parallelClients }, (_, name) => client(name)),
  );
  const underWay = async (): Promise<void> => {
    const more = Math.round(parallelClients * (2 + Math.random() * 10));
    const enough = acknowledged.length + more;
    const options = { timeout: 30_000, interval: 1 };
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThanOrEqual(enough), options);
  };
  return { acknowledged, ended: clientsEnd, underWay };
}

/**
 * Checks that a snapshot has each top-up once, and that each balance has its top-ups of 1 EUR.
 * `earlierActions` is the number of actions before them.
 */
export function expectStoredOnce(
  { store }: Snapshot,
  ids: readonly string[],
  earlierActions = 0,
): void {
  const stored = new Set(store.actions.map(({ id }) => id));
  expect(ids.filter((id) => !stored.has(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  const topUps = store.actions.slice(earlierActions);
  const toppedUp = loadedBuckets.flatMap(({ id, first }) => {
    const count = topUps.filter(({ bucketId }) => bucketId === id).length;
    return count === 0 ? [] : [{ id, count, balance: stepsOfEuro * (first + count) }];
  });
  expect(toppedUp.reduce((sum, { count }) => sum + count, 0)).toBe(topUps.length);
  const balanceOf = (wanted: string) => store.buckets.find(({ id }) => id === wanted)?.remaining;
  expect(toppedUp.map(({ id }) => [id, balanceOf(id)])).toEqual(
    toppedUp.map(({ id, balance }) => [id, balance]),
  );
}

/** Checks that a server has every acknowledged top-up once, and no broken balance. */
export async function expectState(
  url: string,
  acknowledged: readonly Acknowledged[],
): Promise<void> {
  const snapshot: Snapshot = await createControl({ baseUrl: url, fetch }).snapshot();
  // A restore checks all invariants.
  createMock({ clock: "2026-01-01" }).restore(snapshot);
  expectStoredOnce(
    snapshot,
    acknowledged.map(({ id }) => id),
  );
  for (const { id, key, bucketNumber } of acknowledged.slice(-3)) {
    const repeated = await sendTopUp(url, key, bucketNumber);
    expect(repeated.headers.get("idempotency-replayed")).toBe("true");
    expect(await repeated.json()).toMatchObject({ id });
  }
}

/** Registers receivers of events. */
export async function register(url: string, receivers: readonly EventReceiver[]): Promise<void> {
  const headers = { "content-type": "application/json" };
  for (const { url: callback } of receivers) {
    const body = JSON.stringify({ callback });
    const { status } = await fetch(`${url}${base}/hub`, { method: "POST", headers, body });
    expect(status).toBe(201);
  }
}

/**
 * Checks that the event of each acknowledged top-up arrives at each receiver, in the order of the
 * top-ups of its bucket.
 */
export async function expectEvents(
  url: string,
  receivers: readonly EventReceiver[],
  acknowledged: readonly Acknowledged[],
): Promise<void> {
  const control = createControl({ baseUrl: url, fetch });
  await expect
    .poll(async () => (await control.state()).counts.waitingEvents, { timeout: 180_000 })
    .toBe(0);
  const { store } = await control.snapshot();
  const wanted = new Set(acknowledged.map(({ id }) => id));
  for (const { arrivals } of receivers) {
    expect(deliveryIssues(store.actions, arrivals, wanted)).toEqual([]);
    expect(new Set(arrivals.map(({ bucket }) => bucket)).size).toBe(loadedBuckets.length);
  }
}

/** A server with a database in a process of its own, and clients that top up until it ends. */
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { createMock, type Snapshot } from "@tmf654/mock";
import { createControl } from "@tmf654/mock/control";
import { expect, vi } from "vitest";
import { topup } from "../support/bodies.ts";
import { base } from "../support/call.ts";
import { startCommand } from "../support/processes.ts";

const main = join(import.meta.dirname, "..", "..", "src", "cli", "main.ts");
const root = join(import.meta.dirname, "..", "..", "..", "..");

/** The number of clients that send requests at the same time. */
export const parallelClients = 8;

/**
 * Starts the command with a database. Returns the server's URL, and a function that ends the server
 * by a signal.
 */
export async function startServer(place: string, flag: "--data" | "--database" = "--data") {
  const args = ["--conditions=@tmf654/source", main, "--port", "0", "--log", "off", flag, place];
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
}

/** Sends a top-up of 1 EUR for `ana-main`, which has 25.50 EUR at first. */
export const sendTopUp = (url: string, key: string): Promise<Response> =>
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

/** Sends top-ups from parallel clients until the server is gone. */
export function topUpUntilEnd(
  url: string,
  round: number,
  { isFailing = false, pauseMs = 0 }: LoadOptions = {},
): Load {
  const acknowledged: Acknowledged[] = [];
  const client = async (name: number): Promise<void> => {
    for (let count = 0; ; ) {
      const key = `${round}-${name}-${count}`;
      try {
        const response = await sendTopUp(url, key);
        if (isFailing && response.status === 503) {
          await response.arrayBuffer();
          await setTimeout(20);
          continue;
        }
        const { id } = (await response.json()) as { readonly id: string };
        expect(response.status).toBe(201);
        acknowledged.push({ id, key });
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
 * Checks that a snapshot has each top-up with its amount, and no id twice. `earlierActions` is the
 * number of actions before the top-ups of 1 EUR.
 */
export function expectStoredOnce(
  { store }: Snapshot,
  ids: readonly string[],
  earlierActions = 0,
): void {
  const stored = new Set(store.actions.map(({ id }) => id));
  expect(ids.filter((id) => !stored.has(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  const bucket = store.buckets.find(({ id }) => id === "ana-main");
  expect(bucket?.remaining).toBe(25_500_000 + 1_000_000 * (store.actions.length - earlierActions));
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
  for (const { id, key } of acknowledged.slice(-3)) {
    const repeated = await sendTopUp(url, key);
    expect(repeated.headers.get("idempotency-replayed")).toBe("true");
    expect(await repeated.json()).toMatchObject({ id });
  }
}

/** Registers a receiver of events. */
export async function register(url: string, callback: string): Promise<void> {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ callback });
  const { status } = await fetch(`${url}${base}/hub`, { method: "POST", headers, body });
  expect(status).toBe(201);
}

/** Checks that the event of each acknowledged top-up arrives, in the order of the top-ups. */
export async function expectEvents(
  url: string,
  received: ReadonlySet<string>,
  acknowledged: readonly Acknowledged[],
): Promise<void> {
  const control = createControl({ baseUrl: url, fetch });
  await expect
    .poll(async () => (await control.state()).counts.waitingEvents, { timeout: 180_000 })
    .toBe(0);
  const { store } = await control.snapshot();
  const ids = store.actions.map(({ id }) => id);
  expect([...received]).toEqual(ids.filter((id) => received.has(id)));
  expect(acknowledged.filter(({ id }) => !received.has(id))).toEqual([]);
}

/** A mock server and listener processes for one test; the end of the test stops both. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { createMock, type Mock } from "@tmf654/mock";
import { serve } from "@tmf654/mock/node";

const root = join(import.meta.dirname, "..");

export const SECRET = "shared with the hub";

/** The mock retries a delivery every 100 ms, for longer than a test takes. */
const profile = {
  name: "events",
  extends: "reference",
  events: { secret: SECRET, jitter: 0, retryDelaysMs: Array.from({ length: 300 }, () => 100) },
} as const;

/** A process of the listener. */
export interface Listener {
  readonly url: string;
  /** Everything that it has printed. */
  readonly output: () => string;
  /** Sends a signal, and returns the exit code. */
  readonly end: (signal: "SIGTERM" | "SIGKILL") => Promise<number | null>;
}

/** The parts of a test. */
export interface Setup {
  readonly mock: Mock;
  /** Starts the listener. Each start uses the same port and the same SQLite file. */
  readonly start: (env?: Readonly<Record<string, string>>) => Promise<Listener>;
  readonly topUp: (amount: number) => void;
  /** Reads the state of a bucket from the listener. */
  readonly read: (listener: Listener) => Promise<BucketState>;
}

/** The response of `GET /buckets/{id}`. */
export interface BucketState {
  readonly toppedUp?: { readonly amount: number; readonly units: string };
  readonly actions: readonly { readonly id: string; readonly status: string }[];
  readonly messages: readonly string[];
}

/** Defines a test with a mock of its own. */
export function withListener(title: string, body: (setup: Setup) => Promise<void>): void {
  test(title, { timeout: 90_000 }, async () => {
    const mock = createMock({ profile, fetch: (url, init) => fetch(url, init) });
    const server = await serve(mock);
    const folder = mkdtempSync(join(tmpdir(), "event-listener-"));
    const started: ChildProcess[] = [];
    const fixed = {
      TMF654_URL: `${server.url}${mock.basePath}`,
      EVENT_SECRET: SECRET,
      PORT: String(await freePort()),
      DATA: join(folder, "events.db"),
    };
    try {
      await body({
        mock,
        start: async (env = {}) => {
          const child = spawnListener({ ...fixed, ...env });
          started.push(child);
          return listenerOf(child, `http://127.0.0.1:${fixed.PORT}`);
        },
        topUp: (amount) => {
          const target = { bucket: { id: "ana-main" }, partyAccount: { id: "acc-ana" } };
          const body = { ...target, usageType: "monetary", amount: { amount, units: "EUR" } };
          mock.engine.create("topupBalance", body);
        },
        read: async ({ url }) =>
          (await (await fetch(`${url}/buckets/ana-main`)).json()) as BucketState,
      });
    } finally {
      for (const child of started) child.kill("SIGKILL");
      await server.close();
      await mock.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

/** Starts the process with these variables. */
export function spawnListener(env: Readonly<Record<string, string>>): ChildProcess {
  const args = [...process.execArgv, "--disable-warning=ExperimentalWarning", "listener.ts"];
  return spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env } });
}

async function listenerOf(child: ChildProcess, url: string): Promise<Listener> {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  const closed = new Promise<number | null>((resolve) => child.once("close", resolve));
  await until(
    () => /registered/.test(text) || child.exitCode !== null,
    () => text,
  );
  return {
    url,
    output: () => text,
    end: (signal) => {
      child.kill(signal);
      return closed;
    },
  };
}

/** Waits until a condition holds, at most 30 seconds. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  shown: () => unknown,
): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (await holds()) return;
    await wait(50);
  }
  assert.fail(`still not so after 30 s: ${JSON.stringify(shown())}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** The run of every command and file of the guide to a shared sandbox, with checks of its texts. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { createControl } from "@tmf654/mock/control";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectStoredOnce, sendTopUp } from "../../packages/mock/test/database/loaded-server.ts";
import { hasPostgresServer } from "../../packages/mock/test/database/postgres-server.ts";
import { nginxProgram } from "../not-run.ts";
import { root } from "../packages.ts";
import { type GuideMachine, startMachine } from "./guide-machine.ts";

const base = "/tmf-api/prepayBalanceManagement/v4";
const controlToken = "choose-a-token";
const canRun = hasPostgresServer && nginxProgram !== "";

let machine: GuideMachine;
/** The actions of the scenario. */
let first = 0;

beforeAll(async () => {
  if (canRun) machine = await startMachine("shared-sandbox.md");
});
afterAll(() => machine?.close());

const euros = (text: string): readonly number[] =>
  [...text.matchAll(/"remainingValueName":"€([\d.]+)"/g)].map(([, amount]) => Number(amount));

const stateOf = () =>
  createControl({ baseUrl: machine.proxy, fetch, token: controlToken }).snapshot();

async function isReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/__mock/ready`).catch(() => undefined);
  return response?.ok === true;
}

/** Waits until all servers are ready, and until nginx uses them again. */
async function untilReady(): Promise<void> {
  for (const url of machine.servers) {
    await expect.poll(() => isReady(url), { timeout: 20_000, interval: 100 }).toBe(true);
  }
  await setTimeout(1500);
}

/** Sends one top-up, and repeats it with its key until it is acknowledged. Returns its id. */
async function topUp(url: string, key: string): Promise<string> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const response = await sendTopUp(url, key);
    if (response.status === 201) return ((await response.json()) as { readonly id: string }).id;
    expect([502, 503, 504]).toContain(response.status);
    await response.body?.cancel();
    await setTimeout(50);
  }
  throw new Error(`The top-up ${key} had 20 errors.`);
}

/** Sends top-ups from four clients through nginx while something runs. Returns their ids. */
async function runUnderLoad(
  name: string,
  work: () => Promise<unknown>,
): Promise<readonly string[]> {
  const ids: string[] = [];
  let isEnding = false;
  const client = async (number: number): Promise<void> => {
    for (let count = 0; !isEnding && count < 5000; count += 1) {
      ids.push(await topUp(machine.proxy, `${name}-${number}-${count}`));
    }
  };
  const waitForTopUps = async (): Promise<void> => {
    await expect.poll(() => ids.length, { timeout: 20_000 }).toBeGreaterThan(20);
    await work();
    const countBefore = ids.length;
    await expect.poll(() => ids.length, { timeout: 20_000 }).toBeGreaterThan(countBefore + 20);
    isEnding = true;
  };
  await Promise.all([waitForTopUps(), ...Array.from({ length: 4 }, (_, number) => client(number))]);
  return ids;
}

/** Checks that each acknowledged top-up is in the balance exactly once. */
async function expectStored(ids: readonly string[]): Promise<void> {
  expectStoredOnce(await stateOf(), ids, first);
}

test("each message of the guide is one of the mock", () => {
  const guide = readFileSync(join(root, "docs/guides/shared-sandbox.md"), "utf8");
  const rows = [...guide.matchAll(/^\| `(.+?)` \|/gm)].map(([, message = ""]) => message);
  const pattern = "packages/mock/src/{postgres,database,cli,control}/*.ts";
  const sources = globSync(pattern, { cwd: root })
    .map((file) => readFileSync(join(root, file), "utf8"))
    .join("\n");
  expect(rows.length).toBeGreaterThan(9);
  const parts = rows.flatMap((row) => row.split(/…|\d+/)).map((part) => part.replace(/\.$/, ""));
  expect(parts.filter((part) => !sources.includes(part.trim()))).toEqual([]);
});

describe.skipIf(!canRun)("The guide to a shared sandbox", () => {
  test("creates the database, and starts three servers", async () => {
    await machine.run("The database");
    await machine.run("The servers");
    for (const url of machine.servers)
      expect((await fetch(`${url}/__mock/ready`)).status).toBe(200);
  });

  test("loads its file into nginx", async () => {
    await machine.run("nginx");
    await expect
      .poll(async () => (await fetch(`${machine.proxy}${base}/bucket/ana-main`)).status)
      .toBe(200);
    first = (await stateOf()).store.actions.length;
  });

  test("shows a top-up on each server, a link with the path, the state and the stream", async () => {
    const output = await machine.run("Try it");
    expect(euros(output).slice(-3)).toEqual([26.5, 26.5, 26.5]);
    expect(output).toContain(`"href":"/prepaid${base}/bucket/ana-main"`);
    expect(output).toMatch(/"place":"PostgreSQL 127\.0\.0\.1:\d+\/sandbox"/);
    expect(output).toContain(": connected");
  });

  test("sends an event through nginx while its stream is open", async () => {
    const headers = { authorization: `Bearer ${controlToken}` };
    const abort = new AbortController();
    const { signal } = abort;
    const response = await fetch(`${machine.proxy}/__mock/events/stream`, { headers, signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect(await reader?.read()).toMatchObject({ value: expect.stringContaining("connected") });
    // The stream has the events of one server, and each server gets a top-up.
    const ids = await Promise.all(machine.servers.map((url, at) => topUp(url, `stream-${at}`)));
    const read = await reader?.read();
    abort.abort();
    expect(ids.some((id) => read?.value?.includes(id))).toBe(true);
  }, 10_000);

  test("loses nothing when its commands kill a server", async () => {
    const before = (await stateOf()).store.actions.length;
    const output = await machine.run("Kill a server");
    expect(output).toMatch(/^ *60 201$/m);
    await untilReady();
    expect(euros(output)).toEqual([25.5 + before - first + 60]);
  });

  test("loses nothing when a server is killed under the load of four clients", async () => {
    const { port } = new URL(machine.servers.at(-1) ?? "");
    const command = `systemctl kill --signal=SIGKILL tmf654@${port}`;
    const ids = await runUnderLoad("kill", () => machine.execute(command));
    await expectStored(ids);
    await untilReady();
  });

  test("loses nothing when its commands restart each server", async () => {
    const ids = await runUnderLoad("restart", () => machine.run("Restart and upgrade"));
    await expectStored(ids);
  });

  test("restores a backup into a second database", async () => {
    const { store } = await stateOf();
    await machine.run("Back up and restore");
    const query = `SELECT count(value) FROM tmf654_record WHERE kind = 'action'`;
    const count = await machine.execute(
      `psql --tuples-only --dbname=sandbox_copy --command="${query}"`,
    );
    expect(Number(count)).toBe(store.actions.length);
  });
});

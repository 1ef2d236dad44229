/**
 * Three server processes under a mixed load with moves of the clock. The history of each bucket
 * must be linearizable, and `tmf654-mock check` must find no issue in the stored data.
 */
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { money, start } from "../behaviour/setup.ts";
import { runCommand } from "../support/run-command.ts";
import { findViolation, type Operation, type Write } from "./history-checker.ts";
import { emptyDatabase, hasPostgres, type PostgresServer, usePostgres } from "./postgres-server.ts";
import {
  openConnections,
  type ServerConnection,
  type ServerProcess,
  startProcess,
} from "./server-connections.ts";

const seconds = process.env.TMF654_DEEP === undefined ? 3 : 60;
const connectionCount = 64;
/** Four clients share a bucket: the checker tries all orders of what is in progress. */
const bucketCount = 16;

const monetary = { usageType: "monetary", partyAccount: { id: "acc-own" } };
const bucketId = (index: number): string => `own-main-${index % bucketCount}`;

let postgres: PostgresServer | undefined;
let databaseUrl = "";
let servers: [ServerProcess, ServerProcess, ServerProcess];

beforeAll(async () => {
  if (!hasPostgres) return;
  postgres = await usePostgres();
  databaseUrl = await emptyDatabase(postgres.url);
  const first = await startProcess(databaseUrl);
  await first.control.clock.set(start);
  const ledger = { unknownBucket: "create" } as const;
  await first.control.setProfile({ extends: "reference", name: "open", ledger });
  servers = [first, ...(await Promise.all([startProcess(databaseUrl), startProcess(databaseUrl)]))];
}, 180_000);

afterAll(async () => {
  await Promise.all((servers ?? []).map((server) => server.end("SIGKILL")));
  await postgres?.close();
});

/** The operations of one bucket, and its balance before them. */
interface History {
  readonly balance: number;
  readonly operations: Operation[];
}

/** Sends one random operation, and returns it with its instants and its outcome. */
async function operate({ api }: ServerConnection, bucket: string): Promise<Operation> {
  const at = performance.now();
  if (Math.random() < 0.5) {
    const value = Number(await api.remaining(bucket));
    return { type: "read", start: at, end: performance.now(), value };
  }
  const amount = Math.ceil(Math.random() * 30);
  const isDebit = Math.random() < 0.6;
  const { status, json } = isDebit
    ? await api.adjust(bucket, money(-amount), monetary)
    : await api.topup(bucket, money(amount), monetary);
  const end = performance.now();
  expect([status, ["completed", "failed"].includes(String(json.status))]).toEqual([201, true]);
  const outcome: Write["outcome"] = json.status === "completed" ? "done" : "refused";
  return { type: "write", start: at, end, amount: isDebit ? -amount : amount, outcome };
}

/** Gives each bucket a balance, and returns their histories. */
async function openHistories({ api }: ServerConnection): Promise<ReadonlyMap<string, History>> {
  const histories = new Map<string, History>();
  for (let index = 0; index < bucketCount; index += 1) {
    const bucket = bucketId(index);
    expect((await api.topup(bucket, money(50), monetary)).status).toBe(201);
    histories.set(bucket, { balance: Number(await api.remaining(bucket)), operations: [] });
  }
  return histories;
}

/** Runs the load on servers. Returns the history of each bucket. */
async function runLoad(
  loadedServers: readonly [ServerProcess, ...ServerProcess[]],
  durationMs: number,
): Promise<ReadonlyMap<string, History>> {
  const connections = openConnections(loadedServers, connectionCount);
  const [reserver] = openConnections(loadedServers, 1);
  const histories = await openHistories(reserver);
  let { now } = await loadedServers[0].control.clock.get();
  const until = performance.now() + durationMs;
  const operateUntilEnd = async (connection: ServerConnection, index: number): Promise<void> => {
    const bucket = bucketId(index);
    while (performance.now() < until) {
      histories.get(bucket)?.operations.push(await operate(connection, bucket));
    }
  };
  /** Reservations that expire, so that each move of the clock has work. */
  const reserveUntilEnd = async (): Promise<void> => {
    while (performance.now() < until) {
      const endDateTime = new Date(Date.parse(now) + 5000).toISOString();
      await reserver.api.reserve("ana-main", money(1), { validFor: { endDateTime } });
    }
  };
  const moveClockUntilEnd = async (): Promise<void> => {
    for (let count = 0; performance.now() < until; count += 1) {
      const server = loadedServers[count % loadedServers.length] ?? loadedServers[0];
      ({ now } = await server.control.clock.advance("PT1S"));
      await setTimeout(50);
    }
  };
  const clients = connections.map(operateUntilEnd);
  await Promise.all([...clients, reserveUntilEnd(), moveClockUntilEnd()]);
  for (const { close } of [...connections, reserver]) close();
  return histories;
}

function violations(histories: ReadonlyMap<string, History>): readonly unknown[] {
  return [...histories].flatMap(([bucket, { balance, operations }]) => {
    const found = findViolation(operations, balance);
    return found ? [{ bucket, ...found }] : [];
  });
}

/** Runs `tmf654-mock check` on the database. Returns its output. */
async function checkOutput(): Promise<string> {
  return (await runCommand(".", ["check", "--database", databaseUrl])).out;
}

const noIssues = /^\d[\d,]* rows of 1 tenant checked, 0 issues\.\n$/;

describe.skipIf(!hasPostgres)("Three server processes", () => {
  test(
    `show ${connectionCount} connections one order of reads and writes, for ${seconds} seconds`,
    async () => {
      const histories = await runLoad(servers, seconds * 1000);
      const operations = [...histories.values()].flatMap((history) => history.operations);
      const writes = operations.filter((each): each is Write => each.type === "write");
      expect(new Set(writes.map(({ outcome }) => outcome))).toEqual(new Set(["done", "refused"]));
      expect(operations.length).toBeGreaterThan(20 * seconds);
      expect(violations(histories)).toEqual([]);
      expect(await checkOutput()).toMatch(noIssues);
      // A busy machine may open a connection too late. Only an error of an undone change fails.
      const outputs = servers.map((server) => server.output());
      expect(outputs.filter((output) => output.includes("Another process"))).toEqual([]);
    },
    60_000 + seconds * 3000,
  );

  test.each(["reserve", "adjust"] as const)(
    "accept 66 of 100 requests of 15 on a balance of 1000: %s",
    async (operation) => {
      const bucket = `own-${operation}`;
      const connections = openConnections(servers, connectionCount);
      const [{ api }] = connections;
      await api.topup(bucket, money(1000), monetary);
      const amount = money(operation === "adjust" ? -15 : 15);
      const replies = await Promise.all(
        Array.from({ length: 100 }, (_, index) =>
          connections[index % connectionCount]?.api[operation](bucket, amount, monetary),
        ),
      );
      const statuses = replies.map((reply) => reply?.json.status);
      expect(statuses.filter((status) => status !== "failed")).toHaveLength(66);
      expect(new Set(replies.map((reply) => reply?.json.id)).size).toBe(100);
      for (const connection of connections.slice(0, servers.length)) {
        expect(await connection.api.remaining(bucket)).toBe(10);
        expect(await connection.api.held(bucket)).toBe(operation === "adjust" ? 0 : 990);
      }
      for (const { close } of connections) close();
      expect(await checkOutput()).toMatch(noIssues);
    },
  );

  test("of which one has local reads, have a stale read, which the checker finds", async () => {
    const local = await startProcess(databaseUrl, ["--reads", "local"]);
    onTestFinished(async () => void (await local.end("SIGKILL")));
    const [first, second] = servers;
    expect(violations(await runLoad([first, second, local], 2000))).not.toEqual([]);
  }, 120_000);
});

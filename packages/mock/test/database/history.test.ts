/**
 * Three replicas under a mixed load with moves of the clock. The history of each bucket must be
 * linearizable, and the auditor must find nothing in the stored data.
 */
import { setTimeout } from "node:timers/promises";
import type { Mock } from "@tmf654/mock";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkRows } from "../../src/transfer/check.ts";
import { money, start } from "../behaviour/setup.ts";
import { checkLedger } from "../support/check-ledger.ts";
import { findViolation, type Operation, type Write } from "./history-checker.ts";
import { type OpenReplica, openReplica } from "./open-replicas.ts";
import { emptyDatabase, hasPostgres, type PostgresServer, usePostgres } from "./postgres-server.ts";

const isDeep = process.env.TMF654_DEEP !== undefined;
/** Four clients share a bucket: the checker tries all orders of what is in progress. */
const load = isDeep
  ? { clients: 64, buckets: 16, seconds: 60 }
  : { clients: 12, buckets: 3, seconds: 3 };
const firstBalance = 50;

let server: PostgresServer;

beforeAll(async () => {
  if (hasPostgres) server = await usePostgres();
});
afterAll(() => server?.close());

const ledger = { unknownBucket: "create" } as const;
const profile = { extends: "reference", name: "open", ledger };
const bucketId = (index: number): string => `own-main-${index % load.buckets}`;

/** Opens three replicas, and buckets with a balance. */
async function openLoaded(url: string, reads: "latest" | "local"): Promise<readonly OpenReplica[]> {
  const replicas: OpenReplica[] = [];
  for (let count = 0; count < 3; count += 1) {
    const options = count === 0 ? { clock: start, profile } : {};
    replicas.push(await openReplica(url, options, { reads, pollMs: 100 }));
  }
  for (let index = 0; index < load.buckets; index += 1) {
    const opened = await replicas[0]?.api.topup(bucketId(index), money(firstBalance), monetary);
    expect(opened?.status).toBe(201);
  }
  return replicas;
}

const monetary = { usageType: "monetary", partyAccount: { id: "acc-own" } };

/** Sends one random operation, and returns it with its instants and its outcome. */
async function operate({ api }: OpenReplica, bucket: string): Promise<Operation> {
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

/** Runs the load. Returns the history of each bucket. */
async function runLoad(replicas: readonly OpenReplica[]): Promise<Map<string, Operation[]>> {
  const histories = new Map<string, Operation[]>();
  const until = performance.now() + load.seconds * 1000;
  const pick = (): OpenReplica => {
    const replica = replicas[Math.floor(Math.random() * replicas.length)];
    if (!replica) throw new Error("There is no replica.");
    return replica;
  };
  const client = async (index: number): Promise<void> => {
    const bucket = bucketId(index);
    const history = histories.get(bucket) ?? [];
    histories.set(bucket, history);
    while (performance.now() < until) history.push(await operate(pick(), bucket));
  };
  /** Reservations that expire, so that each move of the clock has work. */
  const reserver = async (): Promise<void> => {
    while (performance.now() < until) {
      const { mock, api } = pick();
      const endDateTime = new Date(mock.clock.now() + 5000).toISOString();
      await api.reserve("ana-main", money(1), { validFor: { endDateTime } });
    }
  };
  const mover = async (): Promise<void> => {
    while (performance.now() < until) {
      await advance(pick().mock);
      await setTimeout(50);
    }
  };
  const clients = Array.from({ length: load.clients }, (_, index) => client(index));
  await Promise.all([...clients, reserver(), mover()]);
  return histories;
}

async function advance(mock: Mock): Promise<void> {
  const body = JSON.stringify({ duration: "PT1S" });
  await mock.fetch("http://mock/__mock/clock/advance", { method: "POST", body });
}

/** Runs the auditor over the rows of a database. */
async function audit(url: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `SELECT name AS tenant, kind AS table, coalesce(long_id, tmf654_record.id) AS id, value
     FROM tmf654_record JOIN tmf654_tenant ON tmf654_tenant.id = tenant
     WHERE value IS NOT NULL ORDER BY number`,
  );
  await client.end();
  expect(rows.length).toBeGreaterThan(load.buckets);
  return (await checkRows(rows, Date.now())).findings;
}

function violations(histories: ReadonlyMap<string, readonly Operation[]>): readonly unknown[] {
  return [...histories].flatMap(([bucket, history]) => {
    const found = findViolation(history, firstBalance);
    return found ? [{ bucket, ...found }] : [];
  });
}

test.skipIf(!hasPostgres)(
  `${load.clients} clients of three replicas see one order of reads and writes`,
  async () => {
    const url = await emptyDatabase(server.url);
    const replicas = await openLoaded(url, "latest");
    const histories = await runLoad(replicas);
    const operations = [...histories.values()].flat();
    const writes = operations.filter((each): each is Write => each.type === "write");
    const outcomes = new Set(writes.map(({ outcome }) => outcome));
    expect([operations.length > 20 * load.seconds, outcomes.size]).toEqual([true, 2]);
    expect(violations(histories)).toEqual([]);
    // A busy machine may open a connection too late. Only an error of an undone change fails.
    const errors = replicas.flatMap((replica) => replica.errors.map(String));
    expect(errors.filter((error) => error.includes("Another process"))).toEqual([]);
    const [first] = replicas;
    await first?.api.get("/bucket/ana-main");
    if (first) expect(checkLedger(first.mock)).toEqual({ broken: [], sums: [] });
    expect(await audit(url)).toEqual([]);
  },
  60_000 + load.seconds * 3000,
);

test.skipIf(!hasPostgres)(
  "the same load with local reads has stale reads, which the checker finds",
  async () => {
    const replicas = await openLoaded(await emptyDatabase(server.url), "local");
    expect(violations(await runLoad(replicas))).not.toEqual([]);
  },
  60_000 + load.seconds * 3000,
);

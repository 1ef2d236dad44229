/** The cost of PostgreSQL, and the requests that one to three replicas serve. */
import { createMock } from "@tmf654/mock";
import { openPostgres } from "@tmf654/mock/postgres";
import pg from "pg";
import {
  emptyDatabase,
  hasPostgresServer,
  startPostgres,
} from "../../packages/mock/test/database/postgres-server.ts";
import { compareBatches, idIn, type StoredRow, topUpLoad } from "./durable-batches.ts";
import { median, type Row } from "./harness.ts";
import type { Load } from "./http-bytes.ts";
import { basePath } from "./mock-works.ts";
import { builtCommand, type ServerProcess, startServer } from "./server-process.ts";

const rounds = 5;

/** The requests that the replicas of a round get together. */
const requests = { reads: 6000, writes: 3000 };

const readLoad: Load = { path: `${basePath}/bucket/ana-main` };

/** Measures all rows about PostgreSQL. There are none where no server is installed. */
export async function postgresRows(rows: readonly StoredRow[]): Promise<readonly Row[]> {
  if (!hasPostgresServer) return [];
  const server = await startPostgres();
  try {
    return [
      ...(await compareWrites(await emptyDatabase(server.url), rows)),
      ...(await compareReplicas(await emptyDatabase(server.url))),
      ...(await costOfBuckets(await emptyDatabase(server.url))),
    ];
  } finally {
    await server.close();
  }
}

/** Compares batches of top-ups: bare transactions, the mock in memory and one replica. */
async function compareWrites(url: string, rows: readonly StoredRow[]): Promise<readonly Row[]> {
  const database = await openPostgres(url);
  const mock = createMock({ database, scenario: "everyday" });
  await database.ready();
  const bareRun = await bareTransactions(url, rows);
  const batchResults = await compareBatches({
    name: "PostgreSQL",
    mock,
    bare: "bare transaction",
    append: bareRun.append,
    rounds: 30,
    atLeast: 0.6,
  });
  await bareRun.close();
  await mock.close();
  await database.close();
  return batchResults;
}

/** Writes the same rows with `pg` alone, in one pipelined transaction for each batch. */
async function bareTransactions(url: string, rows: readonly StoredRow[]) {
  const client = new pg.Client({ connectionString: url, pipeline: true } as pg.ClientConfig);
  await client.connect();
  await client.query(
    "CREATE TABLE bare (kind text, id text, value text, number bigint, PRIMARY KEY (kind, id))",
  );
  const insert = `INSERT INTO bare
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[])
    ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value, number = excluded.number`;
  let count = 0;
  return {
    append: (): Promise<unknown> => {
      const firstIndex = count;
      count += rows.length;
      return Promise.all([
        client.query("BEGIN"),
        client.query(insert, [
          rows.map(({ kind }) => kind),
          rows.map((row, at) => idIn(row, firstIndex + at)),
          rows.map(({ value }) => value),
          rows.map((_, at) => firstIndex + at),
        ]),
        client.query("COMMIT"),
      ]);
    },
    close: () => client.end(),
  };
}

/** The work that replicas did together in a round. */
interface CombinedResult {
  /** Microseconds of processor time of a replica for a request. */
  readonly cost: number;
  /** Requests a second. */
  readonly speed: number;
}

/** Compares one to three replicas. Each count of replicas gets the same number of requests. */
async function compareReplicas(url: string): Promise<readonly Row[]> {
  const args = builtCommand(["--database", url, "--log", "off"]);
  const servers = [await startServer(args), await startServer(args), await startServer(args)];
  const reads: CombinedResult[][] = [[], [], []];
  const writes: CombinedResult[][] = [[], [], []];
  for (let round = -1; round < rounds; round += 1) {
    for (const [at] of servers.entries()) {
      const usedServers = servers.slice(0, at + 1);
      const readResult = await sendTogether(usedServers, readLoad, requests.reads);
      const writeResult = await sendTogether(usedServers, topUpLoad, requests.writes);
      if (round < 0) continue;
      reads[at]?.push(readResult);
      writes[at]?.push(writeResult);
    }
  }
  await Promise.all(servers.map((server) => server.stop()));
  return [
    ...rowsOf("GET /bucket/{id} with PostgreSQL", reads),
    ...rowsOf("POST /topupBalance with PostgreSQL", writes),
  ];
}

function rowsOf(request: string, results: readonly (readonly CombinedResult[])[]): readonly Row[] {
  const costOf = (each: readonly CombinedResult[]) => median(each.map(({ cost }) => cost));
  const speedOf = (each: readonly CombinedResult[]) => median(each.map(({ speed }) => speed));
  const [singleServer = [], ...more] = results;
  const noteOf = (each: readonly CombinedResult[]) =>
    `${Math.round(speedOf(each))} a second together`;
  return [
    {
      name: `${request}, one replica`,
      value: costOf(singleServer),
      unit: "µs of CPU",
      note: noteOf(singleServer),
    },
    ...more.map((each, at) => ({
      name: `${request}, CPU of a request with ${at + 2} replicas / with one`,
      value: median(each.map(({ cost }, round) => cost / (singleServer[round]?.cost ?? NaN))),
      unit: "×",
      note: noteOf(each),
    })),
  ];
}

/** Sends requests to replicas at the same time, the same number to each. */
async function sendTogether(
  servers: readonly ServerProcess[],
  load: Load,
  count: number,
): Promise<CombinedResult> {
  const countPerServer = Math.round(count / servers.length);
  const startedAt = performance.now();
  const costs = await Promise.all(servers.map((server) => server.cpuOf(load, countPerServer)));
  const seconds = (performance.now() - startedAt) / 1000;
  const cost = costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
  return { cost, speed: (countPerServer * servers.length) / seconds };
}

/** Measures what generated buckets cost: space in the database, and memory and time at a start. */
async function costOfBuckets(url: string): Promise<readonly Row[]> {
  const args = builtCommand(["--database", url, "--log", "off"]);
  const client = new pg.Client({ connectionString: url });
  const sizeOf = async () => {
    const { rows } = await client.query(
      `SELECT pg_total_relation_size('tmf654_record') AS bytes,
       count(*) FILTER (WHERE kind = 'bucket') AS buckets FROM tmf654_record`,
    );
    return { bytes: Number(rows[0]?.bytes), buckets: Number(rows[0]?.buckets) };
  };
  const empty = await startTimed(args);
  await client.connect();
  const sizeBefore = await sizeOf();
  await fetch(`${empty.server.url}/__mock/seed`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ subscribers: 40_000 }),
  });
  const sizeAfter = await sizeOf();
  const full = await startTimed(args);
  await Promise.all([client.end(), empty.server.stop(), full.server.stop()]);
  const count = sizeAfter.buckets - sizeBefore.buckets;
  const note = `${count} generated buckets`;
  return [
    {
      name: "Space of a bucket in PostgreSQL, with its indexes",
      value: (sizeAfter.bytes - sizeBefore.bytes) / count / 1024,
      unit: "kB",
      note,
    },
    {
      name: "Memory of a replica for each bucket, after its start",
      value: ((full.memory - empty.memory) * 1024) / count,
      unit: "kB",
      note,
    },
    {
      name: "Time that a bucket adds to the start of a replica",
      value: ((full.ms - empty.ms) * 1000) / count,
      unit: "µs",
      note,
    },
  ];
}

/**
 * Starts a server. Returns the milliseconds until the server listens, and its memory in MB at that
 * time.
 */
async function startTimed(args: readonly string[]) {
  const startedAt = performance.now();
  const server = await startServer(args);
  return { server, ms: performance.now() - startedAt, memory: server.rss() };
}

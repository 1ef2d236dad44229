/** The cost of a database: top-ups with SQLite and PostgreSQL beside bare commits of the same rows. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createMock, type Mock } from "@tmf654/mock";
import { openSqlite } from "@tmf654/mock/sqlite";
import {
  batchSize,
  compareBatches,
  createTopUpCall,
  idIn,
  type StoredRow,
} from "./durable-batches.ts";
import { postgresRows } from "./durable-postgres.ts";
import { type Bench, compare, type Row } from "./harness.ts";

const folder = mkdtempSync(join(tmpdir(), "tmf654-durable-"));

/** Reads the rows that one batch of top-ups has added or changed. */
async function rowsOfBatch(file: string): Promise<readonly StoredRow[]> {
  const database = openSqlite(file);
  const mock = createMock({ database, scenario: "everyday" });
  await createTopUpCall(mock)();
  await mock.close();
  database.close();
  const reader = new DatabaseSync(file);
  const readLatest = (kind: string, limit: number) =>
    reader
      .prepare("SELECT kind, id, value FROM record WHERE kind = ? ORDER BY number DESC LIMIT ?")
      .all(kind, limit)
      .map(({ kind, id, value }) => ({ kind: String(kind), id: String(id), value: String(value) }));
  const rows = [
    ...readLatest("action", batchSize),
    ...readLatest("posting", batchSize),
    ...readLatest("bucket", 1),
    ...readLatest("setting", 2),
  ];
  reader.close();
  return rows;
}

/** Commits the same rows with SQLite alone, in a table of the same form. */
function bareCommits(file: string, rows: readonly StoredRow[]): () => void {
  const database = new DatabaseSync(file);
  for (const pragma of ["locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = FULL"]) {
    database.exec(`PRAGMA ${pragma}`);
  }
  database.exec(
    "CREATE TABLE record (number INTEGER PRIMARY KEY, kind TEXT, id TEXT, value TEXT, UNIQUE (kind, id))",
  );
  const put = database.prepare(
    "INSERT INTO record (kind, id, value) VALUES (?, ?, ?) " +
      "ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value",
  );
  let count = 0;
  return () => {
    database.exec("BEGIN IMMEDIATE");
    for (const row of rows) {
      count += 1;
      put.run(row.kind, idIn(row, count), row.value);
    }
    database.exec("COMMIT");
  };
}

/** Compares batches of top-ups: bare commits, the mock in memory and the mock with SQLite. */
async function compareWrites(rows: readonly StoredRow[]): Promise<readonly Row[]> {
  const database = openSqlite(join(folder, "mock.db"));
  const mock = createMock({ database, scenario: "everyday" });
  const batchResults = await compareBatches({
    name: "SQLite",
    mock,
    bare: "bare commit",
    append: bareCommits(join(folder, "bare.db"), rows),
    rounds: 40,
    atLeast: 0.7,
  });
  await mock.close();
  database.close();
  return batchResults;
}

/** Compares a read by id with and without a database. */
async function compareReads(): Promise<Row> {
  const database = openSqlite(join(folder, "reads.db"));
  const createRead = (mock: Mock) => {
    const url = `http://mock.test${mock.basePath}/bucket/ana-main`;
    return async () => (await mock.fetch(url)).json();
  };
  const mock = createMock({ database });
  const readResults = await compare(
    { memory: createRead(createMock()), mock: createRead(mock) },
    { base: "memory", rounds: 100, calls: 200, clock: "processor" },
  );
  await mock.close();
  database.close();
  const value = readResults.mock?.ratio ?? NaN;
  return { name: "GET by id with SQLite / in memory", value, unit: "×", atMost: 1.1 };
}

export const bench: Bench = {
  title: "Mock with a database",
  run: async () => {
    try {
      const rows = await rowsOfBatch(join(folder, "rows.db"));
      return [...(await compareWrites(rows)), await compareReads(), ...(await postgresRows(rows))];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

import type { Client } from "pg";
import { DatabaseError, RepeatedRecordError } from "../database/error.ts";
import { recordName } from "../database/tables.ts";
import type { RowStore, StoredRow } from "../ports/row-store.ts";
import { loadPg } from "./load-pg.ts";
import { checkPostgres, migratePostgres } from "./migrations.ts";
import { placeOf } from "./place.ts";
import { toPostgresError } from "./postgres-error.ts";
import { toColumns } from "./row-id.ts";
import { type RecordRow, runningCondition, toStateRow } from "./row-queries.ts";

/** The options of `openPostgresStore`. */
interface PostgresStoreOptions {
  /** Whether the tables may be created. Otherwise nothing is written before `replace`. */
  readonly isNewAllowed: boolean;
}

/** The rows that one statement reads or writes. */
const pageSize = 2000;

const connectMs = 10_000;
const lockMs = 20_000;

/**
 * Opens the rows of all tenants of a PostgreSQL database. A read shows one instant, and servers may
 * run meanwhile. `replace` is refused while servers run. @throws DatabaseError
 */
export async function openPostgresStore(
  url: string,
  { isNewAllowed }: PostgresStoreOptions,
): Promise<RowStore> {
  const databaseName = placeOf(url);
  const { Client: ClientOfPg } = await loadPg();
  const client = new ClientOfPg({
    connectionString: url,
    connectionTimeoutMillis: connectMs,
    lock_timeout: lockMs,
    keepAlive: true,
    application_name: "tmf654-mock copy",
  });
  // The error of a lost connection is also that of the next statement.
  client.on("error", () => {});
  try {
    await client.connect();
    if (isNewAllowed) await migratePostgres(client, databaseName);
    else await checkPostgres(client, databaseName);
  } catch (cause) {
    await client.end();
    throw toPostgresError(cause, databaseName);
  }
  const runStatement = queryOf(client, databaseName);
  return {
    place: databaseName,
    isEmpty: async () => {
      const firstRows = await runStatement(
        "SELECT 1 FROM tmf654_record WHERE value IS NOT NULL LIMIT 1",
      );
      return firstRows.length === 0;
    },
    read: () => readAll(runStatement),
    replace: (rows) => replaceAll(runStatement, rows, databaseName),
    close: () => client.end(),
  };
}

/** Runs a statement and returns its rows. */
type RunStatement = <T extends object>(
  text: string,
  values?: readonly unknown[],
) => Promise<readonly T[]>;

function queryOf(client: Client, databaseName: string): RunStatement {
  return async <T extends object>(text: string, values: readonly unknown[] = []) => {
    try {
      return (await client.query<T>(text, [...values])).rows;
    } catch (cause) {
      throw toPostgresError(cause, databaseName);
    }
  };
}

async function* readAll(runStatement: RunStatement): AsyncGenerator<StoredRow> {
  await runStatement("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    await runStatement(`DECLARE page NO SCROLL CURSOR FOR
      SELECT name, kind, record.id, long_id, value
      FROM tmf654_record AS record JOIN tmf654_tenant AS tenant ON tenant.id = record.tenant
      WHERE value IS NOT NULL ORDER BY number, tenant.id`);
    for (;;) {
      const rows = await runStatement<RecordRow & { readonly name: string }>(
        `FETCH ${pageSize} FROM page`,
      );
      for (const row of rows) yield { tenant: row.name, ...toStateRow(row) };
      if (rows.length < pageSize) return;
    }
  } finally {
    await runStatement("ROLLBACK");
  }
}

/**
 * Replaces all rows in one transaction. A server that starts meanwhile waits for the end of the
 * transaction.
 */
async function replaceAll(
  runStatement: RunStatement,
  rows: AsyncIterable<StoredRow>,
  databaseName: string,
): Promise<void> {
  await runStatement("BEGIN");
  try {
    await runStatement("LOCK TABLE tmf654_tenant IN EXCLUSIVE MODE");
    await refuseServers(runStatement, databaseName);
    await runStatement("DELETE FROM tmf654_record");
    // A server that hangs finds another epoch, and loads all rows again.
    await runStatement("UPDATE tmf654_tenant SET epoch = epoch + 1");
    const [tenants] = await runStatement<{ last: string }>(
      "SELECT coalesce(max(position), 0) AS last FROM tmf654_tenant",
    );
    const lastPosition = Number(tenants?.last);
    let writtenCount = 0;
    for await (const page of pagesOf(rows)) {
      await insertRows(runStatement, page, { lastPosition, writtenCount });
      writtenCount += page.length;
    }
    // A tenant without rows is a new one for the next server.
    await runStatement(
      `UPDATE tmf654_tenant AS tenant SET position = CASE
       WHEN EXISTS (SELECT FROM tmf654_record WHERE tenant = tenant.id) THEN $1::bigint ELSE 0 END`,
      [lastPosition + writtenCount],
    );
    await runStatement("COMMIT");
  } catch (error) {
    // If the connection was lost, ROLLBACK fails too. Only the first error is reported.
    await runStatement("ROLLBACK").catch(() => {});
    throw error;
  }
}

/** @throws DatabaseError while servers use the database. */
async function refuseServers(runStatement: RunStatement, databaseName: string): Promise<void> {
  const [runningServers] = await runStatement<{ count: string }>(
    `SELECT count(*) AS count FROM tmf654_replica WHERE ${runningCondition}`,
  );
  if (Number(runningServers?.count) === 0) return;
  throw new DatabaseError(
    `Servers use the database ${databaseName}. Stop them, wait ten seconds and repeat the command.`,
  );
}

async function* pagesOf(rows: AsyncIterable<StoredRow>): AsyncGenerator<readonly StoredRow[]> {
  let page: StoredRow[] = [];
  for await (const row of rows) {
    page.push(row);
    if (page.length < pageSize) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

/** The position before the first row, and the number of rows that were written since. */
interface WrittenRows {
  readonly lastPosition: number;
  readonly writtenCount: number;
}

async function insertRows(
  runStatement: RunStatement,
  page: readonly StoredRow[],
  { lastPosition, writtenCount }: WrittenRows,
): Promise<void> {
  const ids = page.map(({ id }) => toColumns(id));
  const tenantNames = page.map(({ tenant }) => tenant);
  await runStatement(
    `INSERT INTO tmf654_tenant (name) SELECT name FROM unnest($1::text[]) AS new (name)
     WHERE name NOT IN (SELECT name FROM tmf654_tenant) GROUP BY name`,
    [[...new Set(tenantNames)]],
  );
  const storedRows = await runStatement<{ place: string }>(
    `INSERT INTO tmf654_record (tenant, kind, id, long_id, value, number, position)
     SELECT tenant.id, kind, new.id, long_id, value, $1::bigint + place, $1::bigint + place
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
       WITH ORDINALITY AS new (tenant, kind, id, long_id, value, place)
     JOIN tmf654_tenant AS tenant ON tenant.name = new.tenant ORDER BY place
     ON CONFLICT DO NOTHING RETURNING number - $1::bigint AS place`,
    [
      lastPosition + writtenCount,
      tenantNames,
      page.map(({ table }) => table),
      ids.map(({ id }) => id),
      ids.map(({ longId }) => longId),
      page.map(({ value }) => value),
    ],
  );
  if (storedRows.length === page.length) return;
  const places = new Set(storedRows.map(({ place }) => Number(place)));
  const index = page.findIndex((_, at) => !places.has(at + 1));
  const { tenant = "", ...row } = page[index] ?? {};
  const name = recordName(row as StoredRow);
  throw new RepeatedRecordError({ tenant, name }, writtenCount + index);
}

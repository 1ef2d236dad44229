import type { PoolClient, QueryResult } from "pg";
import type { RowChange } from "../ports/database.ts";
import type { WriteTransaction } from "../ports/shared-rows.ts";
import { toPostgresError } from "./postgres-error.ts";
import { toColumns } from "./row-id.ts";
import {
  type Membership,
  newRowsOf,
  newRowsQuery,
  queryAll,
  type RecordRow,
  toStateRow,
} from "./row-queries.ts";

/** The rows that one statement writes. */
const chunkSize = 5000;

const putRows = `INSERT INTO tmf654_record AS kept
    (tenant, kind, id, long_id, value, number, position)
  SELECT $1, kind, id, long_id, value, $2::bigint + place, $2::bigint + place
  FROM unnest($3::text[], $4::text[], $5::text[], $6::text[])
    WITH ORDINALITY AS changed (kind, id, long_id, value, place)
  ON CONFLICT (tenant, kind, id) DO UPDATE SET value = excluded.value, position = excluded.position,
    number = CASE WHEN kept.value IS NULL THEN excluded.number ELSE kept.number END`;

/** Begins a transaction, waits for the lock of the mock, and reads what was written before. */
export async function beginTransaction(
  client: PoolClient,
  membership: Membership,
  { after, databaseName }: { readonly after: number; readonly databaseName: string },
): Promise<WriteTransaction> {
  const { tenantNumber, replicaId } = membership;
  const runStatement: StatementRunner = async (work) => {
    try {
      return await work();
    } catch (cause) {
      const error = toPostgresError(cause, databaseName);
      client.release(error);
      throw error;
    }
  };
  const [, locked, ...results] = await runStatement(() =>
    queryAll(
      client,
      `BEGIN; SELECT position FROM tmf654_tenant WHERE id = ${tenantNumber} FOR UPDATE;
      ${newRowsQuery(membership, after)}`,
    ),
  );
  const position = Number(locked?.rows[0]?.position);
  return {
    foundRows: newRowsOf(results),
    position,
    committedNumber: Number(results[2]?.rows[0]?.transactions ?? -1),
    ...readsOf(client, tenantNumber, runStatement),
    commit: async (rows, { number, replace }) => {
      await runStatement(() =>
        Promise.all([
          ...(replace ? replaceStatements(client, tenantNumber) : []),
          ...putStatements(client, tenantNumber, position, rows),
          client.query("UPDATE tmf654_tenant SET position = $2 WHERE id = $1", [
            tenantNumber,
            position + rows.length,
          ]),
          client.query("UPDATE tmf654_replica SET transactions = $2, position = $3 WHERE id = $1", [
            replicaId,
            number,
            position + rows.length,
          ]),
          client.query("COMMIT").then(checkCommit),
        ]),
      );
      client.release();
    },
    end: async () => {
      await runStatement(() => client.query("ROLLBACK"));
      client.release();
    },
  };
}

/** Runs statements of a transaction. After an error the connection is not used again. */
type StatementRunner = <T>(work: () => Promise<T>) => Promise<T>;

/** The reads of a transaction that holds the lock. */
function readsOf(
  client: PoolClient,
  tenantNumber: number,
  runStatement: StatementRunner,
): Pick<WriteTransaction, "read" | "readTables"> {
  return {
    read: (records) =>
      runStatement(async () => {
        const columns = records.map(({ table, id }) => [table, toColumns(id).id] as const);
        const { rows } = await client.query<RecordRow>(
          `SELECT kind, id, long_id, value FROM tmf654_record WHERE tenant = $1 AND
           value IS NOT NULL AND (kind, id) IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
          [tenantNumber, columns.map(([kind]) => kind), columns.map(([, id]) => id)],
        );
        return rows.map(toStateRow);
      }),
    readTables: (names) =>
      runStatement(async () => {
        const { rows } = await client.query<RecordRow>(
          `SELECT kind, id, long_id, value FROM tmf654_record
           WHERE tenant = $1 AND value IS NOT NULL AND kind = ANY ($2) ORDER BY number`,
          [tenantNumber, names],
        );
        return rows.map(toStateRow);
      }),
  };
}

function replaceStatements(client: PoolClient, tenant: number): readonly Promise<unknown>[] {
  return [
    client.query("DELETE FROM tmf654_record WHERE tenant = $1", [tenant]),
    client.query("UPDATE tmf654_tenant SET epoch = epoch + 1 WHERE id = $1", [tenant]),
  ];
}

function putStatements(
  client: PoolClient,
  tenant: number,
  position: number,
  rows: readonly RowChange[],
): readonly Promise<unknown>[] {
  const statements: Promise<unknown>[] = [];
  for (let chunkStart = 0; chunkStart < rows.length; chunkStart += chunkSize) {
    const chunk = rows.slice(chunkStart, chunkStart + chunkSize);
    const ids = chunk.map(({ id }) => toColumns(id));
    statements.push(
      client.query(putRows, [
        tenant,
        position + chunkStart,
        chunk.map(({ table }) => table),
        ids.map(({ id }) => id),
        ids.map(({ longId }) => longId),
        chunk.map(({ value }) => value ?? null),
      ]),
    );
  }
  return statements;
}

/** The COMMIT of a failed transaction succeeds as a ROLLBACK. */
function checkCommit({ command }: QueryResult): void {
  if (command !== "COMMIT") throw new Error("The transaction was rolled back");
}

import type { DatabaseSync } from "node:sqlite";
import type { StateRow, StateRows } from "../ports/database.ts";
import type { StateTable } from "../ports/state-changes.ts";
import { toSqliteError } from "./sqlite-error.ts";

/**
 * The rows that one page of a read has. A database may have millions. A larger page costs
 * more garbage collection.
 */
const pageSize = 1000;

/** Creates the rows of one mock in an SQLite database. */
export function createSqliteRows(
  connection: DatabaseSync,
  tenant: string,
  path: string,
  onRows: (count: number) => void = () => {},
): StateRows {
  // The plus sign prevents the use of the index of the tenant: SQLite would sort all rows.
  const pageQuery = connection.prepare(
    "SELECT number, kind, id, value FROM record WHERE +tenant = ? AND number > ? " +
      "ORDER BY number LIMIT ?",
  );
  const tableQuery = connection.prepare(
    "SELECT id, value FROM record WHERE tenant = ? AND kind = ? ORDER BY number",
  );
  const recordQuery = connection.prepare(
    "SELECT value FROM record WHERE tenant = ? AND kind = ? AND id = ?",
  );
  const putStatement = connection.prepare(
    "INSERT INTO record (tenant, kind, id, value) VALUES (?, ?, ?, ?) " +
      "ON CONFLICT (tenant, kind, id) DO UPDATE SET value = excluded.value",
  );
  const removeStatement = connection.prepare(
    "DELETE FROM record WHERE tenant = ? AND kind = ? AND id = ?",
  );
  const removeAllStatement = connection.prepare("DELETE FROM record WHERE tenant = ?");
  const firstQuery = connection.prepare("SELECT 1 FROM record WHERE tenant = ? LIMIT 1");
  const readWith = <T>(work: () => T): T => readFrom(path, work);
  return {
    get isEmpty() {
      return readWith(() => firstQuery.get(tenant)) === undefined;
    },
    all: function* (): Generator<StateRow> {
      let lastNumber = 0;
      for (let count = 0; ; ) {
        const rows = readWith(() => pageQuery.all(tenant, lastNumber, pageSize));
        for (const { kind, id, value } of rows) {
          yield { table: kind as StateTable, id: String(id), value: String(value) };
        }
        lastNumber = Number(rows.at(-1)?.number);
        count += rows.length;
        onRows(count);
        if (rows.length < pageSize) return;
      }
    },
    ofTable: (name) =>
      readWith(() => tableQuery.all(tenant, name)).map(({ id, value }) => ({
        table: name,
        id: String(id),
        value: String(value),
      })),
    find: (name, id) => {
      const foundRow = readWith(() => recordQuery.get(tenant, name, id));
      return foundRow && String(foundRow.value);
    },
    write: (changes, { replace = false } = {}) => {
      try {
        connection.exec("BEGIN IMMEDIATE");
        if (replace) removeAllStatement.run(tenant);
        for (const { table: name, id, value } of changes) {
          if (value === undefined) removeStatement.run(tenant, name, id);
          else putStatement.run(tenant, name, id, value);
        }
        connection.exec("COMMIT");
      } catch (cause) {
        if (connection.isTransaction) connection.exec("ROLLBACK");
        throw toSqliteError(cause, path);
      }
    },
  };
}

function readFrom<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw toSqliteError(cause, path);
  }
}

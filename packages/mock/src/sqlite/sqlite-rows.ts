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
  // The plus sign keeps SQLite from the index of the tenant: it would sort all rows for each page.
  const page = connection.prepare(
    "SELECT number, kind, id, value FROM record WHERE +tenant = ? AND number > ? " +
      "ORDER BY number LIMIT ?",
  );
  const table = connection.prepare(
    "SELECT id, value FROM record WHERE tenant = ? AND kind = ? ORDER BY number",
  );
  const one = connection.prepare(
    "SELECT value FROM record WHERE tenant = ? AND kind = ? AND id = ?",
  );
  const put = connection.prepare(
    "INSERT INTO record (tenant, kind, id, value) VALUES (?, ?, ?, ?) " +
      "ON CONFLICT (tenant, kind, id) DO UPDATE SET value = excluded.value",
  );
  const remove = connection.prepare("DELETE FROM record WHERE tenant = ? AND kind = ? AND id = ?");
  const removeAll = connection.prepare("DELETE FROM record WHERE tenant = ?");
  const first = connection.prepare("SELECT 1 FROM record WHERE tenant = ? LIMIT 1");
  const read = <T>(work: () => T): T => readFrom(path, work);
  return {
    get isEmpty() {
      return read(() => first.get(tenant)) === undefined;
    },
    all: function* (): Generator<StateRow> {
      let after = 0;
      for (let count = 0; ; ) {
        const rows = read(() => page.all(tenant, after, pageSize));
        for (const { kind, id, value } of rows) {
          yield { table: kind as StateTable, id: String(id), value: String(value) };
        }
        after = Number(rows.at(-1)?.number);
        count += rows.length;
        onRows(count);
        if (rows.length < pageSize) return;
      }
    },
    ofTable: (name) =>
      read(() => table.all(tenant, name)).map(({ id, value }) => ({
        table: name,
        id: String(id),
        value: String(value),
      })),
    find: (name, id) => {
      const found = read(() => one.get(tenant, name, id));
      return found && String(found.value);
    },
    write: (changes, { replace = false } = {}) => {
      try {
        connection.exec("BEGIN IMMEDIATE");
        if (replace) removeAll.run(tenant);
        for (const { table: name, id, value } of changes) {
          if (value === undefined) remove.run(tenant, name, id);
          else put.run(tenant, name, id, value);
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

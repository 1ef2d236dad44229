import type { DatabaseSync } from "node:sqlite";
import type { StateRow, StateRows } from "../ports/database.ts";
import type { StateTable } from "../ports/state-changes.ts";
import { toDatabaseError } from "./sqlite-error.ts";

/** The rows that one page of a read has. A database may have millions. */
const pageSize = 10_000;

/** Creates the rows of one mock in an SQLite database. */
export function createSqliteRows(
  connection: DatabaseSync,
  tenant: string,
  path: string,
): StateRows {
  const page = connection.prepare(
    "SELECT number, kind, id, value FROM record WHERE tenant = ? AND number > ? ORDER BY number LIMIT ?",
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
  return {
    get isEmpty() {
      return first.get(tenant) === undefined;
    },
    all: function* (): Generator<StateRow> {
      let after = 0;
      for (;;) {
        const rows = page.all(tenant, after, pageSize);
        for (const { kind, id, value } of rows) {
          yield { table: kind as StateTable, id: String(id), value: String(value) };
        }
        after = Number(rows.at(-1)?.number);
        if (rows.length < pageSize) return;
      }
    },
    find: (table, id) => {
      const found = one.get(tenant, table, id);
      return found && String(found.value);
    },
    write: (changes, { replace = false } = {}) => {
      try {
        connection.exec("BEGIN IMMEDIATE");
        if (replace) removeAll.run(tenant);
        for (const { table, id, value } of changes) {
          if (value === undefined) remove.run(tenant, table, id);
          else put.run(tenant, table, id, value);
        }
        connection.exec("COMMIT");
      } catch (cause) {
        if (connection.isTransaction) connection.exec("ROLLBACK");
        throw toDatabaseError(cause, path);
      }
    },
  };
}

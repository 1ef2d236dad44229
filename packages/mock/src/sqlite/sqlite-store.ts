import { existsSync, rmSync } from "node:fs";
import { DatabaseError, RepeatedRecordError } from "../database/error.ts";
import { recordName } from "../database/tables.ts";
import type { RowStore, StoredRow } from "../ports/row-store.ts";
import type { StateTable } from "../ports/state-changes.ts";
import { openConnection } from "./connection.ts";
import { toSqliteError } from "./sqlite-error.ts";

/** The options of `openSqliteStore`. */
interface SqliteStoreOptions {
  /** Whether the file may be created. It is removed again if nothing is stored in it. */
  readonly isNewAllowed: boolean;
}

/** Opens the rows of a file. @throws DatabaseError, as `openSqlite` does. */
export function openSqliteStore(path: string, { isNewAllowed }: SqliteStoreOptions): RowStore {
  const isNew = !existsSync(path);
  if (isNew && !isNewAllowed)
    throw new DatabaseError(`There is no database ${path}. Check the path.`);
  const connection = openConnection(path);
  const firstQuery = connection.prepare("SELECT 1 FROM record LIMIT 1");
  const isEmpty = (): boolean => firstQuery.get() === undefined;
  const allQuery = connection.prepare("SELECT tenant, kind, id, value FROM record ORDER BY number");
  const putStatement = connection.prepare(
    "INSERT INTO record (tenant, kind, id, value) VALUES (?, ?, ?, ?)",
  );
  const insert = ({ tenant, table, id, value }: StoredRow, rowsBefore: number): void => {
    try {
      putStatement.run(tenant, table, id, value);
    } catch (cause) {
      if (!String(cause).includes("UNIQUE")) throw toSqliteError(cause, path);
      throw new RepeatedRecordError({ tenant, name: recordName({ table, id }) }, rowsBefore);
    }
  };
  return {
    place: `SQLite ${path}`,
    isEmpty,
    *read(): Generator<StoredRow> {
      try {
        for (const { tenant, kind, id, value } of allQuery.iterate()) {
          const table = kind as StateTable;
          yield { tenant: String(tenant), table, id: String(id), value: String(value) };
        }
      } catch (cause) {
        throw toSqliteError(cause, path);
      }
    },
    replace: async (rows) => {
      connection.exec("BEGIN IMMEDIATE");
      try {
        connection.exec("DELETE FROM record");
        let count = 0;
        for await (const row of rows) {
          insert(row, count);
          count += 1;
        }
        connection.exec("COMMIT");
      } catch (error) {
        if (connection.isTransaction) connection.exec("ROLLBACK");
        throw error;
      }
    },
    close: () => {
      const isUnused = isNew && isEmpty();
      connection.close();
      if (isUnused)
        for (const suffix of ["", "-wal", "-shm"]) rmSync(path + suffix, { force: true });
    },
  };
}

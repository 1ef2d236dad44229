import type { DatabaseSync } from "node:sqlite";
import { createMockDatabase } from "../database/mock-database.ts";
import type { SaverTimers } from "../database/saver.ts";
import type { MockDatabase } from "../ports/database.ts";
import { openConnection } from "./connection.ts";
import { readPragma } from "./migrations.ts";
import { createSqliteRows } from "./sqlite-rows.ts";

/** A file with the state of mocks. */
export interface SqliteDatabase extends MockDatabase {
  /** Returns the database of a tenant, for a mock of its own. */
  tenant(name: string): MockDatabase;
  close(): void;
}

/** The options of `openSqlite`. */
export interface SqliteOptions {
  /** The largest size of the file. Above it the mock refuses writes with 503. Default: none. */
  readonly maximumBytes?: number;
  /** Called with the number of loaded rows, after each thousand rows and at the end. */
  readonly onRows?: (count: number) => void;
}

/**
 * Opens the SQLite database of a mock, and creates the file if there is none. One process at a time
 * can open it.
 * @throws DatabaseError when Node.js has no SQLite, or when another process has the file open. Also
 * for a file of another program or of a newer version.
 * @example
 * ```ts
 * import { createMock } from "@tmf654/mock";
 * import { openSqlite } from "@tmf654/mock/sqlite";
 *
 * const mock = createMock({ database: openSqlite("sandbox.db") });
 * await mock.close();
 * ```
 */
export function openSqlite(path: string, options: SqliteOptions = {}): SqliteDatabase {
  const place = `SQLite ${path}`;
  const connection = openConnection(path);
  limitSize(connection, options);
  const database = {
    place,
    rows: (tenant: string) => createSqliteRows(connection, tenant, path, options.onRows),
    close: () => {
      if (connection.isOpen) connection.close();
    },
  };
  return {
    ...createMockDatabase(database, timers),
    close: database.close,
    tenant: (name) => createMockDatabase(database, timers, name),
  };
}

const timers: SaverTimers = {
  atTurnEnd: setImmediate,
  after: (ms, call) => {
    setTimeout(call, ms).unref();
  },
};

function limitSize(connection: DatabaseSync, { maximumBytes }: SqliteOptions): void {
  if (maximumBytes === undefined) return;
  const pageBytes = readPragma(connection, "page_size");
  connection.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maximumBytes / pageBytes))}`);
}

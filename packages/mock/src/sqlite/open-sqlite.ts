import type { DatabaseSync } from "node:sqlite";
import { DatabaseError } from "../database/error.ts";
import { createMockDatabase } from "../database/mock-database.ts";
import type { SaverTimers } from "../database/saver.ts";
import type { MockDatabase } from "../ports/database.ts";
import { checkIdentity, migrate, pragma } from "./migrations.ts";
import { toSqliteError } from "./sqlite-error.ts";
import { createSqliteRows } from "./sqlite-rows.ts";

/** A file with the state of mocks. */
export interface SqliteDatabase extends MockDatabase {
  /** Returns the database of a tenant, for a mock of its own. */
  tenant(name: string): MockDatabase;
}

/** The options of `openSqlite`. */
export interface SqliteOptions {
  /** The largest size of the file. Above it the mock refuses writes with 503. Default: none. */
  readonly maximumBytes?: number;
}

/**
 * Opens the SQLite database of a mock, and creates the file if there is none. One process at a time
 * can open it.
 * @throws DatabaseError when Node.js has no SQLite, or when another process has the file open. Also
 * for a file of another program or of a newer version.
 */
export function openSqlite(path: string, options: SqliteOptions = {}): SqliteDatabase {
  const place = `SQLite ${path}`;
  const connection = open(path);
  try {
    // The first read takes the lock of the file.
    connection.exec("PRAGMA locking_mode = EXCLUSIVE");
    checkIdentity(connection, path);
    // A commit returns when it is on the disk.
    connection.exec("PRAGMA journal_mode = WAL");
    connection.exec("PRAGMA synchronous = FULL");
    migrate(connection);
    limitSize(connection, options);
  } catch (cause) {
    connection.close();
    throw toSqliteError(cause, path);
  }
  const database = {
    place,
    rows: (tenant: string) => createSqliteRows(connection, tenant, path),
    close: () => {
      if (connection.isOpen) connection.close();
    },
  };
  return {
    ...createMockDatabase(database, timers),
    tenant: (name) => createMockDatabase(database, timers, name),
  };
}

const timers: SaverTimers = {
  atTurnEnd: setImmediate,
  after: (ms, call) => {
    setTimeout(call, ms).unref();
  },
};

function open(path: string): DatabaseSync {
  const sqlite = loadSqlite();
  try {
    return new sqlite.DatabaseSync(path);
  } catch (cause) {
    throw toSqliteError(cause, path);
  }
}

/** Loads the module of Node.js, which Node.js 20 does not have. */
function loadSqlite(): typeof import("node:sqlite") {
  const sqlite = process.getBuiltinModule("node:sqlite");
  if (sqlite) return sqlite;
  throw new DatabaseError(
    `Node.js ${process.versions.node} has no SQLite. Use Node.js 22.13 or later, or no database.`,
  );
}

function limitSize(connection: DatabaseSync, { maximumBytes }: SqliteOptions): void {
  if (maximumBytes === undefined) return;
  const pageBytes = pragma(connection, "page_size");
  connection.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maximumBytes / pageBytes))}`);
}

import type { DatabaseSync } from "node:sqlite";
import { DatabaseError } from "../database/error.ts";
import { checkIdentity, migrateSqlite } from "./migrations.ts";
import { toSqliteError } from "./sqlite-error.ts";

/**
 * Opens a file as a database of this mock, locks it for this process, and brings it to the current
 * version. @throws DatabaseError
 */
export function openConnection(path: string): DatabaseSync {
  const connection = openFile(path);
  try {
    // The first read takes the lock of the file.
    connection.exec("PRAGMA locking_mode = EXCLUSIVE");
    checkIdentity(connection, path);
    // A commit returns when it is on the disk.
    connection.exec("PRAGMA journal_mode = WAL");
    connection.exec("PRAGMA synchronous = FULL");
    migrateSqlite(connection);
    return connection;
  } catch (cause) {
    connection.close();
    throw toSqliteError(cause, path);
  }
}

function openFile(path: string): DatabaseSync {
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

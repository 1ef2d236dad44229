import type { DatabaseSync } from "node:sqlite";
import { DatabaseError, newerVersionError } from "../database/error.ts";

/** Marks a file as a database of this mock: the letters `TMF6`. */
const applicationId = 0x54_4d_46_36;

/**
 * The statements that bring a database from one version to the next, in order. A version is the
 * number of statements that were run. Published statements never change.
 */
const migrations: readonly string[] = [
  `-- Each record of the state of a mock is one row, with its latest value.
CREATE TABLE record (
  number INTEGER PRIMARY KEY, -- the order in which records were first written
  tenant TEXT NOT NULL,
  kind TEXT NOT NULL,         -- the table of the mock: bucket, action, key, delivery, …
  id TEXT NOT NULL,
  value TEXT NOT NULL,        -- JSON
  UNIQUE (tenant, kind, id)
);`,
];

/**
 * Checks a file before anything is written. @throws DatabaseError for a database of another program
 * and for a newer version.
 */
export function checkIdentity(connection: DatabaseSync, path: string): void {
  const version = readPragma(connection, "user_version");
  const isNew = version === 0 && countTables(connection) === 0;
  if (!isNew && readPragma(connection, "application_id") !== applicationId) {
    throw new DatabaseError(
      `The file ${path} is a database of another program. Use another file. It is unchanged.`,
    );
  }
  if (version > migrations.length) {
    throw newerVersionError(path, version, migrations.length);
  }
}

/** Brings a database to the current version, in one transaction. */
export function migrateSqlite(connection: DatabaseSync): void {
  const version = readPragma(connection, "user_version");
  if (version === migrations.length) return;
  connection.exec("BEGIN IMMEDIATE");
  try {
    for (const statement of migrations.slice(version)) connection.exec(statement);
    connection.exec(`PRAGMA application_id = ${applicationId}`);
    connection.exec(`PRAGMA user_version = ${migrations.length}`);
    connection.exec("COMMIT");
  } catch (error) {
    connection.exec("ROLLBACK");
    throw error;
  }
}

/** Reads a number of the database itself, such as `user_version`. */
export function readPragma(connection: DatabaseSync, name: string): number {
  return Number(connection.prepare(`PRAGMA ${name}`).get()?.[name]);
}

function countTables(connection: DatabaseSync): number {
  return Number(connection.prepare("SELECT count(*) AS count FROM sqlite_schema").get()?.count);
}

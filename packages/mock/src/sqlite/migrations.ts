import type { DatabaseSync } from "node:sqlite";
import { DatabaseError, newerVersionError } from "../database/error.ts";
import { sqliteMigrations } from "./generated/migrations.ts";

/** Marks a file as a database of this mock: the letters `TMF6`. */
const applicationId = 0x54_4d_46_36;

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
  if (version > sqliteMigrations.length) {
    throw newerVersionError(path, version, sqliteMigrations.length);
  }
}

/**
 * Brings a database to the current version, in one transaction. A version is the number of
 * migrations that were run.
 */
export function migrateSqlite(connection: DatabaseSync, migrations = sqliteMigrations): void {
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

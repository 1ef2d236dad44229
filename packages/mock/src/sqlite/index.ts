/**
 * The database of a mock in a file, by the SQLite of Node.js.
 *
 * @module
 */

export { DatabaseError } from "../database/error.ts";
export type { MockDatabase } from "../ports/database.ts";
export { openSqlite, type SqliteDatabase, type SqliteOptions } from "./open-sqlite.ts";

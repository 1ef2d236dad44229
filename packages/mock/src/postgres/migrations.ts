import type { ClientBase } from "pg";
import { DatabaseError, newerVersionError } from "../database/error.ts";
import { postgresMigrations } from "./generated/migrations.ts";

/** The id of the lock of the migrations, which all mocks share. Any number is possible. */
const lockNumber = 654_654;

/**
 * Brings a database to the current version, in one transaction. One process at a time does it. A
 * version is the number of migrations that were run.
 * @throws DatabaseError for a database of a newer version.
 */
export async function migratePostgres(
  client: ClientBase,
  databaseName: string,
  migrations = postgresMigrations,
): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(`SELECT pg_advisory_xact_lock(${lockNumber})`);
    await client.query("CREATE TABLE IF NOT EXISTS tmf654_version (version integer NOT NULL)");
    const { rows } = await client.query<{ version: number }>("SELECT version FROM tmf654_version");
    const version = rows[0]?.version ?? 0;
    if (version > migrations.length)
      throw newerVersionError(databaseName, version, migrations.length);
    for (const statement of migrations.slice(version)) await client.query(statement);
    if (version < migrations.length) {
      await client.query("DELETE FROM tmf654_version");
      await client.query(`INSERT INTO tmf654_version VALUES (${migrations.length})`);
    }
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

/**
 * Checks the version of a database, and changes nothing. @throws DatabaseError for a database
 * without data of a mock, and for one of another version.
 */
export async function checkPostgres(client: ClientBase, databaseName: string): Promise<void> {
  const currentVersion = postgresMigrations.length;
  const { rows } = await client.query<{ name: string | null }>(
    "SELECT to_regclass('tmf654_version')::text AS name",
  );
  const foundVersion = rows[0]?.name
    ? await client.query<{ version: number }>("SELECT version FROM tmf654_version")
    : undefined;
  const version = foundVersion?.rows[0]?.version ?? 0;
  if (version > currentVersion) throw newerVersionError(databaseName, version, currentVersion);
  if (version === 0)
    throw new DatabaseError(`The database ${databaseName} has no data of a mock. Check its URL.`);
  if (version === currentVersion) return;
  const text = `has version ${version}, and this mock reads version ${currentVersion}`;
  throw new DatabaseError(`The database ${databaseName} ${text}. Start a server on it once.`);
}

import type { ClientBase } from "pg";
import { DatabaseError, newerVersionError } from "../database/error.ts";

/**
 * The statements that bring a database from one version to the next, in order. A version is the
 * number of statements that were run. Published statements never change.
 */
const migrations: readonly string[] = [
  `-- A mock: each tenant of a server has one row. A process that changes the state locks it.
CREATE TABLE tmf654_tenant (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,
  epoch integer NOT NULL DEFAULT 0,    -- grows when the whole state is replaced
  position bigint NOT NULL DEFAULT 0   -- the position of the latest write
);

-- Each record of the state of a mock is one row, with its latest value.
CREATE TABLE tmf654_record (
  tenant integer NOT NULL,
  kind text NOT NULL,        -- the table of the mock: bucket, action, key, delivery, …
  id text NOT NULL,          -- a long id is cut, and ends with its hash
  long_id text,              -- the complete id, if it is long
  value text,                -- JSON; NULL after the record was removed
  number bigint NOT NULL,    -- the position of the first write
  position bigint NOT NULL,  -- the position of the latest write
  PRIMARY KEY (tenant, kind, id)
);
CREATE INDEX tmf654_record_position ON tmf654_record (tenant, position);
CREATE INDEX tmf654_record_removed ON tmf654_record (tenant, position) WHERE value IS NULL;

-- The running processes. One that was silent for long is removed, and loads the state again.
CREATE TABLE tmf654_replica (
  id text PRIMARY KEY,
  tenant integer NOT NULL,
  position bigint NOT NULL,            -- the process has seen all writes up to here
  transactions integer NOT NULL,       -- the number of its latest transaction
  seen_at timestamptz NOT NULL DEFAULT now()
);

-- The process that sends the events of a mock.
CREATE TABLE tmf654_lease (
  tenant integer PRIMARY KEY,
  replica text NOT NULL,
  ends_at timestamptz NOT NULL
);`,
];

/** The id of the lock of the migrations, which all mocks share. Any number is possible. */
const lockNumber = 654_654;

/**
 * Brings a database to the current version, in one transaction. One process at a time does it.
 * @throws DatabaseError for a database of a newer version.
 */
export async function migratePostgres(client: ClientBase, databaseName: string): Promise<void> {
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
  const { rows } = await client.query<{ name: string | null }>(
    "SELECT to_regclass('tmf654_version')::text AS name",
  );
  const foundVersion = rows[0]?.name
    ? await client.query<{ version: number }>("SELECT version FROM tmf654_version")
    : undefined;
  const version = foundVersion?.rows[0]?.version ?? 0;
  if (version > migrations.length)
    throw newerVersionError(databaseName, version, migrations.length);
  if (version === 0)
    throw new DatabaseError(`The database ${databaseName} has no data of a mock. Check its URL.`);
  if (version === migrations.length) return;
  const text = `has version ${version}, and this mock reads version ${migrations.length}`;
  throw new DatabaseError(`The database ${databaseName} ${text}. Start a server on it once.`);
}

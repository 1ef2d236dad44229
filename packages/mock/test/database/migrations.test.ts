/** A later version of a database, made with migrations of this test. */
import { DatabaseSync } from "node:sqlite";
import { createMock } from "@tmf654/mock";
import { openPostgres } from "@tmf654/mock/postgres";
import { openSqlite } from "@tmf654/mock/sqlite";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { postgresMigrations } from "../../src/postgres/generated/migrations.ts";
import { migratePostgres } from "../../src/postgres/migrations.ts";
import { sqliteMigrations } from "../../src/sqlite/generated/migrations.ts";
import { migrateSqlite } from "../../src/sqlite/migrations.ts";
import { openReplica } from "./open-replicas.ts";
import { emptyDatabase, hasPostgres, usePostgres } from "./postgres-server.ts";
import { temporaryFile } from "./temporary-file.ts";

const newTable = "CREATE TABLE tmf654_new (id integer)";
/** The first statement of this migration succeeds, and the second fails. */
const failing = "CREATE TABLE tmf654_half (id integer); CREATE TABLE tmf654_new (id integer)";

test.skipIf(!hasPostgres)(
  "ten processes of PostgreSQL run a new migration once, and one that fails changes nothing",
  async () => {
    const server = await usePostgres();
    onTestFinished(() => server.close());
    const url = await emptyDatabase(server.url);
    const { close } = await openReplica(url);
    await close();
    const clients = Array.from({ length: 10 }, () => new pg.Client({ connectionString: url }));
    onTestFinished(async () => void (await Promise.all(clients.map((each) => each.end()))));
    await Promise.all(clients.map((each) => each.connect()));
    const [client = new pg.Client()] = clients;
    const read = async (query: string) => (await client.query(query)).rows;
    const countRows = () => read("SELECT count(*) FROM tmf654_record");
    const before = await countRows();

    const withNew = [...postgresMigrations, newTable];
    await Promise.all(clients.map((each) => migratePostgres(each, "test", withNew)));
    const version = postgresMigrations.length + 1;
    expect(await read("SELECT version FROM tmf654_version")).toEqual([{ version }]);
    expect(await countRows()).toEqual(before);

    await expect(migratePostgres(client, "test", [...withNew, failing])).rejects.toThrow();
    expect(await read("SELECT version FROM tmf654_version")).toEqual([{ version }]);
    expect(await read("SELECT to_regclass('tmf654_half') AS name")).toEqual([{ name: null }]);
    expect(await read("SELECT * FROM tmf654_new")).toEqual([]);
    await expect(openPostgres(url)).rejects.toThrow(`has version ${version}, `);
  },
  60_000,
);

test("a new migration of SQLite runs once, and one that fails changes nothing", async () => {
  const file = temporaryFile();
  const database = openSqlite(file);
  await createMock({ database }).close();
  database.close();
  const connection = new DatabaseSync(file);
  const read = (query: string) =>
    connection
      .prepare(query)
      .all()
      .map((row) => ({ ...row }));
  const countRows = () => read("SELECT count(*) FROM record");
  const before = countRows();

  const withNew = [...sqliteMigrations, newTable];
  for (let count = 0; count < 2; count += 1) migrateSqlite(connection, withNew);
  const version = sqliteMigrations.length + 1;
  expect(read("PRAGMA user_version")).toEqual([{ user_version: version }]);
  expect(countRows()).toEqual(before);

  expect(() => migrateSqlite(connection, [...withNew, failing])).toThrow(/already exists/);
  expect(read("PRAGMA user_version")).toEqual([{ user_version: version }]);
  expect(read("SELECT name FROM sqlite_schema WHERE name LIKE '%_half'")).toEqual([]);
  expect(read("SELECT * FROM tmf654_new")).toEqual([]);
  connection.close();
  expect(() => openSqlite(file)).toThrow(`has version ${version}, `);
});

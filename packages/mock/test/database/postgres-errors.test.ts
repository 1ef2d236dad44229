import { openPostgres } from "@tmf654/mock/postgres";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { money } from "../behaviour/setup.ts";
import { openReplica } from "./open-replicas.ts";
import {
  emptyDatabase,
  hasPostgresServer,
  type OwnPostgresServer,
  password,
  startPostgres,
} from "./postgres-server.ts";

let server: OwnPostgresServer;

beforeAll(async () => {
  if (hasPostgresServer) server = await startPostgres();
});
afterAll(() => server?.close());

describe.skipIf(!hasPostgresServer)("A database that cannot be used has a clear error:", () => {
  const urls: readonly [what: string, url: () => string, message: RegExp][] = [
    [
      "a wrong password",
      () => server.url.replace(password, "wrong-one"),
      /refuses the user or the password/,
    ],
    ["no such database", () => server.url.replace("/postgres", "/missing"), /does not exist/],
    ["no server", () => server.url.replace(`:${server.port}`, ":9"), /no server listens there/],
    ["no URL", () => "mysql://a:secret@b", /does not begin with postgres:\/\//],
  ];
  test.each(urls)("%s", async (_, url, message) => {
    const error = await openPostgres(url()).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ name: "DatabaseError", message: expect.stringMatching(message) });
    const { inspect } = await import("node:util");
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/secret|wrong-one|tester/);
  });

  test("a database of a newer version, which stays as it is", async () => {
    const url = await emptyDatabase(server.url);
    await (await openPostgres(url)).close();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query("UPDATE tmf654_version SET version = 99");
    await expect(openPostgres(url)).rejects.toThrow(/has version 99, .*Use a newer @tmf654\/mock/);
    expect((await client.query("SELECT version FROM tmf654_version")).rows).toEqual([
      { version: 99 },
    ]);
    await client.end();
  });

  test("ten processes can create the tables at once", async () => {
    const url = await emptyDatabase(server.url);
    const opened = await Promise.all(Array.from({ length: 10 }, () => openPostgres(url)));
    expect(opened[0]?.place).toBe(`PostgreSQL 127.0.0.1:${server.port}${new URL(url).pathname}`);
    await Promise.all(opened.map((database) => database.close()));
  });
});

describe.skipIf(!hasPostgresServer)("A database that refuses writes", () => {
  async function openWithClient() {
    const url = await emptyDatabase(server.url);
    const replica = await openReplica(url);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    onTestFinished(() => client.end());
    return { replica, client, url };
  }

  test("because its disk is full: requests get 503, until there is space again", async () => {
    const { replica, client } = await openWithClient();
    await client.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON tmf654_record EXECUTE FUNCTION refuse()`);
    const refused = await replica.api.topup("ana-main", money(10));
    expect([refused.status, refused.headers["retry-after"]]).toEqual([503, "1"]);
    expect(refused.error.message).toMatch(/has no space on its disk\. Free some\./);
    expect(await replica.api.remaining("ana-main")).toBe(25.5);
    await client.query("DROP TRIGGER refuse ON tmf654_record");
    const status = async () => (await replica.api.topup("ana-main", money(10))).status;
    await expect.poll(status, { timeout: 20_000, interval: 100 }).toBe(201);
    expect(await replica.api.remaining("ana-main")).toBe(35.5);
  });

  test("because it is read-only, as a standby is", async () => {
    const { replica, client, url } = await openWithClient();
    await replica.close();
    const name = new URL(url).pathname.slice(1);
    await client.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    await expect(openReplica(url)).rejects.toThrow(/is read-only, as a standby is/);
  });
});

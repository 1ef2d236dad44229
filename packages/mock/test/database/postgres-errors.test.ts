import { openPostgres } from "@tmf654/mock/postgres";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

/** The verbs `export`, `import` and `check`, with a PostgreSQL server. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import {
  emptyDatabase,
  hasPostgres,
  type PostgresServer,
  usePostgres,
} from "../../test/database/postgres-server.ts";
import { fillTenant } from "../../test/support/fill-tenant.ts";
import { runCommand } from "../../test/support/run-command.ts";
import { createMock } from "../index.ts";
import { openPostgres } from "../postgres/index.ts";
import { openSqlite } from "../sqlite/index.ts";

const folder = mkdtempSync(join(tmpdir(), "tmf654-stored-postgres-"));
const pathInFolder = (name: string): string => join(folder, name);
const read = (name: string): string => readFileSync(pathInFolder(name), "utf8");
const run = (...args: string[]) => runCommand(folder, args);

let postgres: PostgresServer;
/** A database with the data of two tenants. No server uses it. */
let sourceUrl = "";

const createDatabase = () => emptyDatabase(postgres.url);

/** A database with the rows of `source`. */
async function copyOfSource(): Promise<string> {
  const url = await createDatabase();
  await run("import", "--database", url, "source.ndjson");
  return url;
}

async function exportOf(place: string): Promise<string> {
  const flag = place.startsWith("postgres") ? "--database" : "--data";
  await run("export", flag, place, "exported.ndjson");
  return read("exported.ndjson");
}

async function changeDatabase(url: string, sql: string): Promise<readonly object[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

beforeAll(async () => {
  if (!hasPostgres) return;
  postgres = await usePostgres();
  sourceUrl = await createDatabase();
  const database = await openPostgres(sourceUrl);
  const mocks = [];
  for (const tenant of ["default", "run-7"]) {
    mocks.push(await fillTenant(database.tenant(tenant)));
  }
  for (const mock of mocks) await mock.close();
  await database.close();
  await run("export", "--database", sourceUrl, "source.ndjson");
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await postgres?.close();
});

describe.skipIf(!hasPostgres)("export and import", () => {
  test("copies between PostgreSQL and SQLite have the same bytes", async () => {
    const { err } = await run("import", "--data", "first.db", "source.ndjson");
    expect(err).toMatch(/^[\d,]+ rows imported into SQLite /);
    expect(await exportOf("first.db")).toBe(read("source.ndjson"));
    const secondUrl = await createDatabase();
    const importResult = await run("import", "--database", secondUrl, "exported.ndjson");
    expect(importResult.err).toMatch(/^[\d,]+ rows imported into PostgreSQL [^@]+\.\n$/);
    expect(await exportOf(secondUrl)).toBe(read("source.ndjson"));
    const thirdUrl = await createDatabase();
    await run("import", "--database", thirdUrl, "exported.ndjson");
    expect(await exportOf(thirdUrl)).toBe(read("source.ndjson"));
    expect(read("source.ndjson").match(/"tenant":"run-7"/g)?.length).toBeGreaterThan(50);
  });

  test("a mock with imported data has the state of the mock in SQLite", async () => {
    const file = openSqlite(pathInFolder("continued.db"));
    await (await fillTenant(file.tenant("run-7"))).close();
    file.close();
    await exportOf("continued.db");
    const url = await createDatabase();
    await run("import", "--database", url, "exported.ndjson");
    const continuedDatabase = openSqlite(pathInFolder("continued.db"));
    const expectedMock = createMock({ database: continuedDatabase.tenant("run-7") });
    const database = await openPostgres(url);
    const tenant = database.tenant("run-7");
    const mock = createMock({ database: tenant });
    await tenant.ready();
    expect(mock.snapshot().store).toEqual(expectedMock.snapshot().store);
    for (const each of [mock, expectedMock]) await each.close();
    continuedDatabase.close();
    await database.close();
  });

  test("a snapshot is imported", async () => {
    const originalMock = createMock({ scenario: "everyday", clock: "2026-03-10T12:00:00Z" });
    originalMock.subscribers.spend("ana-main", { amount: 1, units: "EUR" });
    writeFileSync(pathInFolder("snapshot.json"), JSON.stringify(originalMock.snapshot(), null, 2));
    const url = await createDatabase();
    await run("import", "--database", url, "snapshot.json");
    const database = await openPostgres(url);
    const mock = createMock({ database });
    await database.ready();
    expect(mock.snapshot()).toEqual(originalMock.snapshot());
    await mock.close();
    await database.close();
  });

  test("ids and tenants of any text come back, and a removed record does not", async () => {
    const ids = ["\u0000", "\ud800", 'a\\b"c', "é".repeat(300), `${"é".repeat(300)}2`];
    const rows = ids.flatMap((id) =>
      ["default", "ä"].map((tenant) => ({ tenant, table: "paymentUse", id, value: id })),
    );
    const header = { format: "tmf654-mock", version: 1 };
    const lines = [header, ...rows, { end: true, rows: rows.length }];
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
    writeFileSync(pathInFolder("texts.ndjson"), text);
    const url = await createDatabase();
    await run("import", "--database", url, "texts.ndjson");
    expect(await exportOf(url)).toBe(text);
    await changeDatabase(url, "UPDATE tmf654_record SET value = NULL WHERE long_id IS NOT NULL");
    expect((await exportOf(url)).split("\n")).toHaveLength(lines.length + 1 - 4);
  });

  test("a database with data is replaced only with --replace", async () => {
    const url = await copyOfSource();
    await changeDatabase(url, "DELETE FROM tmf654_record WHERE kind = 'bucket'");
    await expect(run("import", "--database", url, "source.ndjson")).rejects.toThrow(
      /^The database PostgreSQL [^@]+ is not empty\. Use --replace to replace all its data\.$/,
    );
    await run("import", "--database", url, "--replace", "source.ndjson");
    expect(await exportOf(url)).toBe(read("source.ndjson"));
  });

  test("a tenant that an import leaves out is a new one", async () => {
    const url = await copyOfSource();
    writeFileSync(pathInFolder("other.json"), JSON.stringify(createMock().snapshot()));
    await run("import", "--database", url, "--replace", "other.json");
    expect(await exportOf(url)).not.toContain("run-7");
    const database = await openPostgres(url);
    const tenant = database.tenant("run-7");
    const mock = createMock({ scenario: "low-balance", database: tenant });
    await tenant.ready();
    expect(mock.snapshot().store.buckets.length).toBeGreaterThan(0);
    await mock.close();
    await database.close();
  });

  test.each<[string, (lines: string[]) => string[], RegExp]>([
    [
      "no JSON",
      (all) => all.map((line, at) => (at === 4 ? "{" : line)),
      /^Line 5: is not JSON\. Nothing was changed\. Correct the file, or export it again\.$/,
    ],
    [
      "a repeated record",
      (all) => all.map((line, at) => (at === 5 ? String(all[4]) : line)),
      /^Line 6: The record .* of the tenant "[^"]+" is repeated\. Nothing was changed\. Correct/,
    ],
    [
      "a repeated record among many",
      (all) => [
        String(all[0]),
        ...Array.from({ length: 4321 }, (_, index) =>
          JSON.stringify({ tenant: "a", table: "paymentUse", id: `p${index % 4320}`, value: "x" }),
        ),
        '{"end":true,"rows":4321}',
      ],
      /^Line 4322: The record paymentUse "p0" of the tenant "a" is repeated/,
    ],
    ["a missing end", (all) => all.slice(0, -1), /^The export is incomplete/],
  ])("an input with %s is refused, and nothing is changed", async (_, edit, message) => {
    const lines = read("source.ndjson").split("\n").slice(0, -1);
    const text = edit(lines).map((line) => `${line}\n`);
    writeFileSync(pathInFolder("bad.ndjson"), text.join(""));
    const url = await copyOfSource();
    const importPromise = run("import", "--database", url, "--replace", "bad.ndjson");
    await expect(importPromise).rejects.toThrow(message);
    expect(await exportOf(url)).toBe(read("source.ndjson"));
  });

  test("an import while a server runs is refused; an export or a check is allowed", async () => {
    const url = await copyOfSource();
    const database = await openPostgres(url);
    const mock = createMock({ database });
    await database.ready();
    onTestFinished(async () => {
      await mock.close();
      await database.close();
    });
    await expect(run("import", "--database", url, "--replace", "source.ndjson")).rejects.toThrow(
      /^Servers use the database PostgreSQL [^@]+\. Stop them, wait ten seconds and repeat/,
    );
    expect((await exportOf(url)).length).toBeGreaterThan(10_000);
    expect((await run("check", "--database", url)).out).toMatch(/ checked, 0 issues\.\n$/);
    const { status } = await mock.fetch(`http://mock${mock.basePath}/bucket/ana-main`);
    expect(status).toBe(200);
  });
});

describe.skipIf(!hasPostgres)("check", () => {
  test("finds nothing in sound data, and changes nothing", async () => {
    const { code, out } = await run("check", "--database", sourceUrl);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/ rows of 2 tenants checked, 0 issues\.\n$/),
    ]);
    const url = new URL(await copyOfSource());
    url.searchParams.set("options", "-c default_transaction_read_only=on");
    expect((await run("check", "--database", url.href)).code).toBe(0);
  });

  test("finds a balance that does not add up, with its tenant", async () => {
    const url = await copyOfSource();
    await changeDatabase(
      url,
      `UPDATE tmf654_record SET value = jsonb_set(value::jsonb, '{remaining}', '1')::text
       WHERE kind = 'bucket' AND id = 'ana-main'
       AND tenant = (SELECT id FROM tmf654_tenant WHERE name = 'run-7')`,
    );
    const { code, out } = await run("check", "--database", url);
    expect(out).toMatch(/^run-7: outsideAccounts must sum to 0 with the buckets; money:EUR sums/m);
    expect(out).not.toMatch(/^default:/m);
    expect(code).toBe(1);
  });
});

describe.skipIf(!hasPostgres)("a database that cannot be used", () => {
  test("without data of a mock is named, and gets no tables", async () => {
    const url = await createDatabase();
    for (const verb of ["export", "check"]) {
      await expect(run(verb, "--database", url)).rejects.toThrow(
        / has no data of a mock\. Check its URL\.$/,
      );
    }
    expect(
      await changeDatabase(url, "SELECT FROM pg_tables WHERE tablename LIKE 'tmf654%'"),
    ).toEqual([]);
  });

  test("of a newer version is refused by each verb", async () => {
    const url = await copyOfSource();
    await changeDatabase(url, "UPDATE tmf654_version SET version = 99");
    for (const verb of ["export", "check", "import"]) {
      await expect(run(verb, "--database", url)).rejects.toThrow(
        /has version 99, and this mock reads versions up to \d+\..* The database is unchanged\.$/,
      );
    }
  });

  test("no output has the password", async () => {
    const wrongPasswordUrl = new URL(sourceUrl);
    wrongPasswordUrl.password = "not-the-password-654";
    const closedPortUrl = new URL(sourceUrl);
    closedPortUrl.port = "1";
    const mainFile = join(import.meta.dirname, "main.ts");
    for (const { href, password } of [new URL(sourceUrl), wrongPasswordUrl, closedPortUrl]) {
      for (const verb of ["export", "check", "import"]) {
        const { stdout, stderr } = spawnSync(
          process.execPath,
          ["--conditions=@tmf654/source", mainFile, verb, "--database", href],
          { cwd: folder, encoding: "utf8", input: "x" },
        );
        expect(stderr + stdout).not.toContain(password || "postgres://");
        expect(stderr + stdout).toMatch(/PostgreSQL |0 issues/);
      }
    }
  }, 60_000);
});

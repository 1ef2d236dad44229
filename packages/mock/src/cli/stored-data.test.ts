/** The verbs `export`, `import` and `check`, with real files. */
import { execFileSync, spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fillTenant } from "../../test/support/fill-tenant.ts";
import { runCommand } from "../../test/support/run-command.ts";
import { createMock } from "../index.ts";
import { openSqlite } from "../sqlite/index.ts";

const folder = mkdtempSync(join(tmpdir(), "tmf654-stored-data-"));
const pathInFolder = (name: string): string => join(folder, name);
const read = (name: string): string => readFileSync(pathInFolder(name), "utf8");
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => runCommand(folder, args);

/** Creates the data of two tenants. */
async function createData(name: string): Promise<void> {
  const database = openSqlite(pathInFolder(name));
  for (const tenant of ["default", "run-7"]) {
    await (await fillTenant(database.tenant(tenant))).close();
  }
  database.close();
}

/** Runs SQL on a file, as somebody who damages it. */
function changeDatabase(name: string, sql: string): void {
  const database = new DatabaseSync(pathInFolder(name));
  database.exec(sql);
  database.close();
}

beforeAll(async () => {
  await createData("source.db");
  await run("export", "--data", "source.db", "source.ndjson");
});

describe("export and import", () => {
  test("export, import and export again give the same bytes", async () => {
    expect((await run("import", "--data", "copy.db", "source.ndjson")).err).toMatch(
      /^[\d,]+ rows imported into SQLite .*copy\.db\.\n$/,
    );
    await run("export", "--data", "copy.db", "copy.ndjson");
    expect(read("copy.ndjson")).toBe(read("source.ndjson"));
    expect(read("copy.ndjson").split("\n").length).toBeGreaterThan(100);
  });

  test("a mock continues with imported data", async () => {
    await run("import", "--data", "continued.db", "source.ndjson");
    const database = openSqlite(pathInFolder("continued.db"));
    const mock = createMock({ database: database.tenant("run-7") });
    const originalDatabase = openSqlite(pathInFolder("source.db"));
    const expectedMock = createMock({ database: originalDatabase.tenant("run-7") });
    expect(mock.snapshot().store).toEqual(expectedMock.snapshot().store);
    for (const each of [mock, expectedMock]) await each.close();
    database.close();
    originalDatabase.close();
  });

  test("a snapshot is imported, in one line or in many", async () => {
    const mock = createMock({ scenario: "everyday", clock: "2026-03-10T12:00:00Z" });
    mock.subscribers.spend("ana-main", { amount: 1, units: "EUR" });
    for (const indent of [0, 2]) {
      const name = `snapshot-${indent}`;
      writeFileSync(pathInFolder(`${name}.json`), JSON.stringify(mock.snapshot(), null, indent));
      await run("import", "--data", `${name}.db`, `${name}.json`);
      const database = openSqlite(pathInFolder(`${name}.db`));
      const loadedMock = createMock({ database });
      expect(loadedMock.snapshot()).toEqual(mock.snapshot());
      await loadedMock.close();
      database.close();
    }
  });

  test("stdout and stdin connect two commands", async () => {
    const mainFile = join(import.meta.dirname, "main.ts");
    const args = ["--conditions=@tmf654/source", mainFile];
    const options = { cwd: folder, maxBuffer: 64 * 1_048_576 };
    const text = execFileSync(process.execPath, [...args, "export", "--data", "source.db"], {
      ...options,
      stdio: ["ignore", "pipe", "ignore"],
    });
    expect(text.toString()).toBe(read("source.ndjson"));
    const { status } = spawnSync(process.execPath, [...args, "import", "--data", "piped.db"], {
      ...options,
      input: text,
    });
    expect(status).toBe(0);
    await run("export", "--data", "piped.db", "piped.ndjson");
    expect(read("piped.ndjson")).toBe(read("source.ndjson"));
  });

  test("a database with data is replaced only with --replace", async () => {
    copyFileSync(pathInFolder("source.db"), pathInFolder("full.db"));
    changeDatabase("full.db", "DELETE FROM record WHERE tenant = 'run-7'");
    await expect(run("import", "--data", "full.db", "source.ndjson")).rejects.toThrow(
      /full\.db is not empty\. Use --replace/,
    );
    await run("import", "--data", "full.db", "--replace", "source.ndjson");
    await run("export", "--data", "full.db", "full.ndjson");
    expect(read("full.ndjson")).toBe(read("source.ndjson"));
  });

  const replaceLine = (givenLines: readonly string[], at: number, line: string): string[] =>
    givenLines.map((each, index) => (index === at ? line : each));
  const lines = () => read("source.ndjson").split("\n").slice(0, -1);
  test.each<[string, (all: string[]) => string[], RegExp]>([
    [
      "no JSON",
      (all) => replaceLine(all, 4, "{"),
      /^Line 5: is not JSON\. Nothing was changed\. Correct the file, or export it again\.$/,
    ],
    ["no row", (all) => replaceLine(all, 4, "{}"), /^Line 5: tenant: is missing/],
    [
      "an unknown table",
      (all) => replaceLine(all, 4, '{"tenant":"a","table":"music","id":"b","value":1}'),
      /^Line 5: table: must be one of/,
    ],
    [
      "a wrong record",
      (all) => replaceLine(all, 4, '{"tenant":"a","table":"bucket","id":"b","value":{"id":1}}'),
      /^Line 5: value\.\w+: is missing/,
    ],
    [
      "a repeated record",
      (all) => replaceLine(all, 5, String(all[4])),
      /^Line 6: The record .* of the tenant "default" is repeated/,
    ],
    [
      "a missing row",
      (all) => all.filter((_, at) => at !== 4),
      /^Line \d+: names \d+ rows, but the export has/,
    ],
    ["a missing end", (all) => all.slice(0, -1), /^The export is incomplete/],
    ["a row after the end", (all) => [...all, String(all[4])], /is after the end of the export/],
    [
      "a newer version",
      (all) => replaceLine(all, 0, '{"format":"tmf654-mock","version":2}'),
      /version 2/,
    ],
    ["another text", () => ["Dear reader,"], /^Line 1: is the start of neither/],
    ["nothing", () => [], /^The input is empty/],
    ["an invalid snapshot", () => ['{"version":1}'], /^This is not a snapshot of a mock/],
  ])("an input with %s is refused, and nothing is changed", async (name, edit, message) => {
    const file = `bad ${name}.ndjson`;
    writeFileSync(
      pathInFolder(file),
      edit(lines())
        .map((line) => `${line}\n`)
        .join(""),
    );
    copyFileSync(pathInFolder("source.db"), pathInFolder("kept.db"));
    await expect(run("import", "--data", "kept.db", "--replace", file)).rejects.toThrow(message);
    await run("export", "--data", "kept.db", "kept.ndjson");
    expect(read("kept.ndjson")).toBe(read("source.ndjson"));
    await expect(run("import", "--data", "new.db", file)).rejects.toThrow(message);
    expect(existsSync(pathInFolder("new.db"))).toBe(false);
  });

  test("a missing file and a missing flag are named", async () => {
    await expect(run("export", "--data", "none.db")).rejects.toThrow(/There is no database .*none/);
    await expect(run("export")).rejects.toThrow(
      "The place of the data is missing: --data sandbox.db, or --database postgres://user@127.0.0.1/sandbox",
    );
    await expect(run("import", "--data", "new.db", "none.ndjson")).rejects.toThrow(/none\.ndjson/);
    expect(existsSync(pathInFolder("new.db"))).toBe(false);
  });
});

describe("check", () => {
  const anaCondition = " WHERE kind = 'bucket' AND id = 'ana-main'";
  test("finds nothing in sound data: a database, an export and a snapshot", async () => {
    writeFileSync(pathInFolder("sound.json"), JSON.stringify(createMock().snapshot()));
    for (const file of ["source.db", "source.ndjson", "sound.json"]) {
      const { code, out } = await run("check", "--data", file);
      expect([code, out]).toEqual([0, expect.stringMatching(/ checked, 0 issues\.\n$/)]);
    }
  });

  test.each<[string, string, RegExp]>([
    [
      "a balance that does not add up",
      `UPDATE record SET value = json_set(value, '$.remaining', 1)${anaCondition}`,
      /^run-7: outsideAccounts must sum to 0 with the buckets; money:EUR sums to /m,
    ],
    [
      "a negative balance",
      `UPDATE record SET value = json_set(value, '$.remaining', -5)${anaCondition}`,
      /nothing is negative: ana-main/,
    ],
    [
      "a reservation without its held amount",
      `UPDATE record SET value = json_set(value, '$.reserved', 0)${anaCondition}`,
      /the reserved amount equals the sum of open reservations: ana-main/,
    ],
    [
      "a text in place of a number",
      `UPDATE record SET value = json_set(value, '$.remaining', 'x')${anaCondition}`,
      /^default: bucket "ana-main" remaining must be an integer$/m,
    ],
    [
      "a record that is not JSON",
      `UPDATE record SET value = '{'${anaCondition}`,
      /^default: bucket "ana-main" is not JSON$/m,
    ],
    [
      "a record under another id",
      `UPDATE record SET id = 'other'${anaCondition}`,
      /^default: bucket "other" has the other id ana-main$/m,
    ],
    [
      "a record of an unknown table",
      `UPDATE record SET kind = 'music' WHERE kind = 'posting'`,
      /^default: music "1" is of an unknown table$/m,
    ],
    [
      "an invalid profile",
      `UPDATE record SET value = '{}' WHERE kind = 'setting' AND id = 'profile'`,
      /^default: setting "profile" is invalid: /m,
    ],
  ])("finds %s", async (name, sql, issue) => {
    const file = `${name}.db`;
    copyFileSync(pathInFolder("source.db"), pathInFolder(file));
    changeDatabase(file, sql);
    const { code, out } = await run("check", "--data", file);
    expect(out).toMatch(issue);
    expect(code).toBe(1);
  });
});

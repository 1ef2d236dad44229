/**
 * The setup by which each mock of the behaviour suite keeps its state in an SQLite file. After a
 * file of tests, a second mock loads each database, and must have the same state.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMock, type Mock } from "@tmf654/mock";
import { openSqlite, type SqliteDatabase } from "@tmf654/mock/sqlite";
import { afterAll, expect } from "vitest";
import { mockDefaults } from "../behaviour/setup.ts";

const folder = mkdtempSync(join(tmpdir(), "tmf654-behaviour-"));
const opened: { readonly file: string; readonly database: SqliteDatabase; mock?: Mock }[] = [];

mockDefaults.storageMs = 5000;
mockDefaults.create = (options) => {
  const file = join(folder, `${opened.length}.db`);
  const database = openSqlite(file);
  const mock = createMock({ ...options, database });
  opened.push({ file, database, mock });
  return mock;
};

afterAll(async () => {
  for (const { file, database, mock } of opened) {
    if (!mock) continue;
    await mock.close();
    const before = JSON.parse(JSON.stringify(mock.snapshot()));
    database.close();
    const stored = openSqlite(file);
    const loaded = createMock({ database: stored });
    expect(JSON.parse(JSON.stringify(loaded.snapshot())), file).toEqual({
      ...before,
      at: expect.any(Number),
    });
    await loaded.close();
    stored.close();
  }
  rmSync(folder, { recursive: true, force: true });
});

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
const openedDatabases: { readonly file: string; readonly database: SqliteDatabase; mock?: Mock }[] =
  [];

mockDefaults.storageMs = 5000;
mockDefaults.isStored = true;
mockDefaults.create = (options) => {
  const file = join(folder, `${openedDatabases.length}.db`);
  const database = openSqlite(file);
  const mock = createMock({ ...options, database });
  openedDatabases.push({ file, database, mock });
  return mock;
};

afterAll(async () => {
  for (const { file, database, mock } of openedDatabases) {
    if (!mock) continue;
    await mock.close();
    const snapshotBefore = JSON.parse(JSON.stringify(mock.snapshot()));
    database.close();
    const storedDatabase = openSqlite(file);
    const loadedMock = createMock({ database: storedDatabase });
    expect(JSON.parse(JSON.stringify(loadedMock.snapshot())), file).toEqual({
      ...snapshotBefore,
      at: expect.any(Number),
    });
    await loadedMock.close();
    storedDatabase.close();
  }
  rmSync(folder, { recursive: true, force: true });
});

/**
 * The setup by which each mock of the behaviour suite keeps its state in PostgreSQL, as a tenant of
 * one database. After the tests, a second mock loads each tenant, and must have the same state.
 */
import { createMock, type Mock } from "@tmf654/mock";
import { openPostgres } from "@tmf654/mock/postgres";
import { afterAll, expect } from "vitest";
import { mockDefaults } from "../behaviour/setup.ts";
import { emptyDatabase, usePostgres } from "./postgres-server.ts";

/**
 * Each mock uses its tenant alone. So it needs no regular reads, and keeps the lease for its
 * events.
 */
const alone = { pollMs: 3_600_000, leaseMs: 7_200_000 };

const server = await usePostgres();
const url = await emptyDatabase(server.url);
const database = await openPostgres(url, alone);
const openedMocks: { readonly tenant: string; readonly mock: Mock }[] = [];

mockDefaults.storageMs = 5000;
mockDefaults.isStored = true;
mockDefaults.create = (options) => {
  const tenant = `mock ${openedMocks.length}`;
  const mock = createMock({ ...options, database: database.tenant(tenant) });
  openedMocks.push({ tenant, mock });
  return mock;
};

afterAll(async () => {
  const second = await openPostgres(url, alone);
  const comparing = openedMocks.map(({ tenant, mock }) => async () => {
    await mock.close();
    const snapshotBefore = JSON.parse(JSON.stringify(mock.snapshot()));
    const storedDatabase = second.tenant(tenant);
    const loadedMock = createMock({ database: storedDatabase });
    await storedDatabase.ready();
    const snapshotAfter = JSON.parse(JSON.stringify(loadedMock.snapshot()));
    await loadedMock.close();
    expect(snapshotAfter, tenant).toEqual({ ...snapshotBefore, at: expect.any(Number) });
  });
  const worker = async (): Promise<void> => {
    for (let next = comparing.pop(); next; next = comparing.pop()) await next();
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  await second.close();
  await database.close();
  await server.close();
});

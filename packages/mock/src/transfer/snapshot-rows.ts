import { createMock } from "../assembly/create-mock.ts";
import { createMockDatabase } from "../database/mock-database.ts";
import type { RowChange, StateRows } from "../ports/database.ts";
import type { StoredRow } from "../ports/row-store.ts";
import type { Snapshot } from "../snapshot/schema.ts";

/**
 * Returns the rows that a mock stores after it has restored a snapshot. @throws SnapshotError for
 * an invalid snapshot.
 */
export function snapshotRows(snapshot: Snapshot, tenant = "default"): readonly StoredRow[] {
  let writtenRows: readonly RowChange[] = [];
  const rows: StateRows = {
    isEmpty: true,
    all: () => [],
    ofTable: () => [],
    find: () => undefined,
    write: (changes) => {
      writtenRows = [...changes];
    },
  };
  let saveNow = (): void => {};
  const timers = {
    atTurnEnd: (task: () => void) => {
      saveNow = task;
    },
    after: () => {},
  };
  const memoryState = { place: "memory", rows: () => rows, close: () => {} };
  const database = createMockDatabase(memoryState, timers);
  const mock = createMock({ scenario: "empty", database });
  mock.restore(snapshot);
  saveNow();
  return writtenRows.flatMap(({ table, id, value }) =>
    value === undefined ? [] : [{ tenant, table, id, value }],
  );
}

import type { StateRow, StateRows } from "../ports/database.ts";
import type { StateTable } from "../ports/state-changes.ts";
import { emptyStore } from "../store/store.ts";
import {
  applySettings,
  type SettingName,
  type StoredSettings,
  settingsWithout,
} from "./settings.ts";
import type { StoredModules } from "./stored-modules.ts";
import { isRecordTable, listTables, parseRow, recordTables } from "./tables.ts";

/** The state of a mock, the rows of a database, and the clock of the machine. */
export interface LoadContext {
  readonly modules: StoredModules;
  readonly rows: StateRows;
  /** Returns the epoch milliseconds of the machine. */
  readonly machineNow: () => number;
}

/** Loads the whole state from a database, apart from the named settings. */
export function loadState(
  loadContext: LoadContext,
  localSettings: readonly SettingName[] = [],
): void {
  const { modules, rows } = loadContext;
  // The policy of the profile determines when records are due.
  loadSettings(loadContext, localSettings);
  modules.core.store.load(emptyStore);
  modules.core.openedBuckets.clear();
  for (const row of rows.all()) {
    if (isRecordTable(row.table)) recordTables[row.table].put(modules, row.id, parseRow(row));
  }
  loadLists(loadContext);
}

/** Loads all settings and lists again, and the given records of the store. */
export function undoChanges(
  loadContext: LoadContext,
  changedRecords: readonly Pick<StateRow, "table" | "id">[],
): void {
  const { modules, rows } = loadContext;
  loadSettings(loadContext);
  for (const { table, id } of changedRecords) {
    if (!isRecordTable(table)) continue;
    const value = rows.find(table, id);
    recordTables[table].put(modules, id, value && parseRow({ table, id, value }));
  }
  loadLists(loadContext);
}

function loadSettings(
  { modules, rows, machineNow }: LoadContext,
  localSettings: readonly SettingName[] = [],
): void {
  applySettings(modules, settingsWithout(readSettings(rows), localSettings), machineNow());
}

function loadLists({ modules, rows }: LoadContext): void {
  for (const [name, { load }] of Object.entries(listTables)) {
    load(modules, rows.ofTable(name as StateTable).map(parseRow));
  }
  modules.clock.reschedule();
}

/** Reads the stored settings. */
export function readSettings(rows: StateRows): Partial<StoredSettings> {
  return Object.fromEntries(rows.ofTable("setting").map((row) => [row.id, parseRow(row)]));
}

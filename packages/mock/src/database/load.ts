import type { StateRow, StateRows } from "../ports/database.ts";
import { emptyStore } from "../store/store.ts";
import { DatabaseError } from "./error.ts";
import type { StoredParts } from "./parts.ts";
import { applySettings, type SettingName, type StoredSettings, settingNames } from "./settings.ts";
import { isRecordTable, listTables, recordTables } from "./tables.ts";

/** Loads the whole state from a database, apart from the named settings. */
export function loadState(
  parts: StoredParts,
  rows: StateRows,
  own: readonly SettingName[] = [],
): void {
  // The policy of the profile determines when records are due.
  applySettings(parts, Object.fromEntries(without(readSettings(rows), own)));
  parts.core.store.load(emptyStore);
  loadLists(parts, rows, (row) => putRecord(parts, row, parseRow(row)));
}

/** Loads all settings and lists again, and the given records of the store. */
export function undoChanges(
  parts: StoredParts,
  rows: StateRows,
  changed: readonly Pick<StateRow, "table" | "id">[],
): void {
  applySettings(parts, readSettings(rows));
  for (const { table, id } of changed) {
    const value = rows.find(table, id);
    putRecord(parts, { table, id }, value && parseRow({ table, id, value }));
  }
  loadLists(parts, rows, () => {});
}

/** Puts a record of the store in place, or removes it. Ignores the rows of other tables. */
function putRecord(
  parts: StoredParts,
  { table, id }: Pick<StateRow, "table" | "id">,
  value: unknown,
): void {
  if (isRecordTable(table)) recordTables[table].put(parts, id, value);
}

/** Reads all rows. Loads the lists, and calls a function with each other row. */
function loadLists(parts: StoredParts, rows: StateRows, onOther: (row: StateRow) => void): void {
  const lists = new Map<string, unknown[]>(Object.keys(listTables).map((name) => [name, []]));
  for (const row of rows.all()) {
    const list = lists.get(row.table);
    if (list) list.push(parseRow(row));
    else onOther(row);
  }
  for (const [name, { load }] of Object.entries(listTables)) load(parts, lists.get(name) ?? []);
  parts.clock.reschedule();
}

/** Reads the stored settings. */
export function readSettings(rows: StateRows): Partial<StoredSettings> {
  const stored = settingNames.flatMap((id): [string, unknown][] => {
    const value = rows.find("setting", id);
    return value === undefined ? [] : [[id, parseRow({ table: "setting", id, value })]];
  });
  return Object.fromEntries(stored);
}

function without(
  settings: Partial<StoredSettings>,
  names: readonly SettingName[],
): [string, unknown][] {
  return Object.entries(settings).filter(([name]) => !names.includes(name as SettingName));
}

/** Parses the value of a row. @throws DatabaseError when it is not JSON. */
export function parseRow({ table, id, value }: StateRow): unknown {
  try {
    return JSON.parse(value);
  } catch {
    const name = `${table} ${JSON.stringify(id.slice(0, 80))}`;
    throw new DatabaseError(
      `The record ${name} of the database is not JSON. Restore the database from a copy.`,
    );
  }
}

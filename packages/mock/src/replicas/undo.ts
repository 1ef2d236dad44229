import type { StoredModules } from "../database/parts.ts";
import type { Batch } from "../database/pending-changes.ts";
import type { SettingName, StoredSettings } from "../database/settings.ts";
import { isRecordTable, parseRow, recordTables } from "../database/tables.ts";
import type { IdempotencyRecord } from "../ports/idempotency-record.ts";
import type { WriteTransaction } from "../ports/shared-rows.ts";
import type { StateTable } from "../ports/state-changes.ts";
import { loadLists, loadPart, putSettings, settingsOf } from "./apply-rows.ts";

/**
 * Puts the former values in place. Settings for which `isWanted` returns false stay. Returns all
 * settings of the database.
 */
type Undo = (
  isWanted: (name: SettingName, value: unknown) => boolean,
  machineNow: number,
) => Partial<StoredSettings>;

/** Reads what the database has for the records of batches. The returned function restores it. */
export async function readFormer(
  parts: StoredModules,
  batches: readonly Batch[],
  transaction: WriteTransaction,
): Promise<Undo> {
  const changed = batches.flatMap(({ records }) => [...records.values()]);
  const records = changed.filter(({ table }) => isRecordTable(table) || table === "key");
  const lists = changed.filter((each) => !records.includes(each)).map(({ table }) => table);
  const names = [...new Set<StateTable>([...lists, "setting"])];
  const values = await transaction.read(records);
  const rows = await transaction.tables(names);
  return (isWanted, machineNow) => {
    const settings = settingsOf(rows.filter(({ table }) => table === "setting"));
    const wanted = Object.entries(settings).filter(([name, value]) =>
      isWanted(name as SettingName, value),
    );
    putSettings(parts, Object.fromEntries(wanted), machineNow);
    const former = new Map(values.map((row) => [`${row.table} ${row.id}`, parseRow(row)]));
    for (const { table, id } of records) {
      const value = former.get(`${table} ${id}`);
      if (isRecordTable(table)) recordTables[table].put(parts, id, value);
      else parts.keys.put(id, value as IdempotencyRecord | undefined);
    }
    const collected = new Map<StateTable, unknown[]>();
    loadPart(parts, rows, collected);
    loadLists(parts, collected, names);
    return settings;
  };
}

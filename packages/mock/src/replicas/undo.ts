import { type Batch, rowKey } from "../database/pending-changes.ts";
import type { SettingName, StoredSettings } from "../database/settings.ts";
import type { StoredModules } from "../database/stored-modules.ts";
import { parseRow } from "../database/tables.ts";
import type { WriteTransaction } from "../ports/shared-rows.ts";
import type { StateTable } from "../ports/state-changes.ts";
import {
  isSingleRow,
  loadLists,
  loadPage,
  putSettings,
  putSingleRow,
  settingsOf,
} from "./apply-rows.ts";

/**
 * Puts the former values in place. Settings for which `isWanted` returns false stay. Returns all
 * settings of the database.
 */
type Undo = (
  isWanted: (name: SettingName, value: unknown) => boolean,
  machineNow: number,
) => Partial<StoredSettings>;

/** Reads what the database has for the records of batches. The returned function restores it. */
export async function readFormerState(
  modules: StoredModules,
  batches: readonly Batch[],
  transaction: WriteTransaction,
): Promise<Undo> {
  const changedRecords = batches.flatMap(({ records }) => [...records.values()]);
  const records = changedRecords.filter(isSingleRow);
  const listTables = changedRecords.filter((each) => !isSingleRow(each)).map(({ table }) => table);
  const readTables = [...new Set<StateTable>([...listTables, "setting"])];
  const values = await transaction.read(records);
  const rows = await transaction.readTables(readTables);
  return (isWanted, machineNow) => {
    const settings = settingsOf(rows.filter(({ table }) => table === "setting"));
    const selectedSettings = Object.entries(settings).filter(([name, value]) =>
      isWanted(name as SettingName, value),
    );
    putSettings(modules, Object.fromEntries(selectedSettings), machineNow);
    const formerValues = new Map(values.map((row) => [rowKey(row), parseRow(row)]));
    for (const row of records) putSingleRow(modules, row, formerValues.get(rowKey(row)));
    const collectedLists = new Map<StateTable, unknown[]>();
    loadPage(modules, rows, collectedLists);
    loadLists(modules, collectedLists, readTables);
    return settings;
  };
}

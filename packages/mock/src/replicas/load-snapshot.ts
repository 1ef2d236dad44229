import { type SettingName, type StoredSettings, settingsWithout } from "../database/settings.ts";
import type { StoredModules } from "../database/stored-modules.ts";
import type { StateSnapshot } from "../ports/shared-rows.ts";
import type { StateTable } from "../ports/state-changes.ts";
import { emptyStore } from "../store/store.ts";
import { loadLists, loadPage, putSettings, settingsOf } from "./apply-rows.ts";

interface LoadSnapshotOptions {
  /** The settings that stay as they are. */
  readonly localSettings: readonly SettingName[];
  /** Returns the epoch milliseconds of the machine. */
  readonly machineNow: () => number;
  /** Runs a function whose changes the database already has. */
  readonly ignoreChanges: (run: () => void) => void;
}

/** Replaces the whole state by that of a database. Returns all its settings. */
export async function loadSnapshot(
  modules: StoredModules,
  { settings: rows, pages }: StateSnapshot,
  { localSettings, machineNow, ignoreChanges }: LoadSnapshotOptions,
): Promise<Partial<StoredSettings>> {
  const settings = settingsOf(rows);
  ignoreChanges(() => {
    modules.core.store.load(emptyStore);
    modules.core.openedBuckets.clear();
    // The policy of the profile determines when records are due.
    putSettings(modules, settingsWithout(settings, localSettings), machineNow());
  });
  const lists = new Map<StateTable, unknown[]>();
  for await (const page of pages) ignoreChanges(() => loadPage(modules, page, lists));
  ignoreChanges(() => {
    loadLists(modules, lists);
    modules.delays.interrupt();
    modules.rateLimiter.clear();
  });
  return settings;
}

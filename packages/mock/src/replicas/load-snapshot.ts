import type { StoredModules } from "../database/parts.ts";
import { type SettingName, type StoredSettings, settingsWithout } from "../database/settings.ts";
import type { StateSnapshot } from "../ports/shared-rows.ts";
import type { StateTable } from "../ports/state-changes.ts";
import { emptyStore } from "../store/store.ts";
import { loadLists, loadPart, putSettings, settingsOf } from "./apply-rows.ts";

interface LoadOptions {
  /** The settings that stay as they are. */
  readonly own: readonly SettingName[];
  /** Returns the epoch milliseconds of the machine. */
  readonly machineNow: () => number;
  /** Runs a function whose changes the database already has. */
  readonly quietly: (run: () => void) => void;
}

/** Replaces the whole state by that of a database. Returns all its settings. */
export async function loadSnapshot(
  parts: StoredModules,
  { settings: rows, parts: stored }: StateSnapshot,
  { own, machineNow, quietly }: LoadOptions,
): Promise<Partial<StoredSettings>> {
  const settings = settingsOf(rows);
  quietly(() => {
    parts.core.store.load(emptyStore);
    // The policy of the profile determines when records are due.
    putSettings(parts, settingsWithout(settings, own), machineNow());
  });
  const lists = new Map<StateTable, unknown[]>();
  for await (const part of stored) quietly(() => loadPart(parts, part, lists));
  quietly(() => {
    loadLists(parts, lists);
    parts.delays.interrupt();
    parts.rateLimiter.clear();
    parts.core.openedBuckets.clear();
  });
  return settings;
}

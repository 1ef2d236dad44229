import { type ActiveFault, storableFaults } from "../faults/faults.ts";
import type { Profile } from "../profile/profile.ts";
import type { StoredModules } from "./stored-modules.ts";

/** The small parts of the state, each stored as one row. */
export interface StoredSettings {
  /** A running clock is stored as its distance from the clock of the machine. */
  readonly clock:
    | { readonly mode: "real"; readonly offsetMs: number }
    | { readonly mode: "set"; readonly at: number };
  /** The states of the random generators for actions, events and faults. */
  readonly random: readonly [actions: number, events: number, faults: number];
  readonly outsideAccounts: readonly (readonly [string, number])[];
  readonly profile: Profile;
  readonly faults: readonly ActiveFault[];
}

/** The name of a setting, which is the id of its row. */
export type SettingName = keyof StoredSettings;

/** A running clock that differs less from its stored distance has not been moved. */
const clockToleranceMs = 1000;

/** Reads the current settings. */
export function currentSettings(
  modules: StoredModules,
  machineNow: number,
  earlierSettings?: StoredSettings,
): StoredSettings {
  const { random, eventRandom, faultRandom, outsideAccounts, profile, faults } = modules;
  return {
    clock: clockSetting(modules, machineNow, earlierSettings?.clock),
    random: [random.state(), eventRandom.state(), faultRandom.state()],
    outsideAccounts: outsideAccounts.save(),
    profile,
    faults: storableFaults(faults),
  };
}

function clockSetting(
  { clock }: StoredModules,
  machineNow: number,
  storedClock?: StoredSettings["clock"],
): StoredSettings["clock"] {
  if (clock.mode() === "set") return { mode: "set", at: clock.now() };
  const offsetMs = clock.now() - machineNow;
  const isWithinTolerance =
    storedClock?.mode === "real" && Math.abs(storedClock.offsetMs - offsetMs) < clockToleranceMs;
  return isWithinTolerance ? storedClock : { mode: "real", offsetMs };
}

/** Puts settings in place. A missing one stays as it is. */
export function applySettings(
  modules: StoredModules,
  newSettings: Partial<StoredSettings>,
  machineNow: number,
): void {
  const { clock, random, outsideAccounts, profile, faults } = newSettings;
  if (profile) modules.profile = profile;
  if (clock?.mode === "real") modules.clock.jump(machineNow + clock.offsetMs, "real");
  if (clock?.mode === "set") modules.clock.jump(clock.at, "set");
  if (random) {
    modules.random.restore(random[0]);
    modules.eventRandom.restore(random[1]);
    modules.faultRandom.restore(random[2]);
  }
  if (outsideAccounts) modules.outsideAccounts.load(outsideAccounts);
  if (faults) modules.faults.load(faults);
}

/** Leaves out the named settings. */
export function settingsWithout(
  settings: Partial<StoredSettings>,
  names: readonly SettingName[],
): Partial<StoredSettings> {
  const storedSettings = Object.entries(settings).filter(
    ([name]) => !names.includes(name as SettingName),
  );
  return Object.fromEntries(storedSettings);
}

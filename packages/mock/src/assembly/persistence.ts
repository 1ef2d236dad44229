import { systemTimers, type Timers } from "../clock/timers.ts";
import { type ActiveFault, type FaultRules, storableFaults } from "../faults/faults.ts";
import type { StateChanges } from "../ports/state-changes.ts";
import type { Profile } from "../profile/profile.ts";
import type { Snapshot } from "../snapshot/schema.ts";
import type { Mock } from "./mock.ts";

/** The part of a `Storage`, such as `sessionStorage`, that stores the state of a mock. */
export type StateStorage = Pick<Storage, "getItem" | "setItem">;

/** The value in the storage. */
interface SavedState {
  readonly version: 1;
  /** The system time of the save. A running clock later moves forward by the time since then. */
  readonly savedAt: number;
  readonly profile: Profile;
  readonly faults: readonly ActiveFault[];
  readonly snapshot: Snapshot;
}

/** The modules that persistence needs and that the public `Mock` does not have. */
interface PersistedModules {
  readonly stateChanges: StateChanges;
  readonly faults: FaultRules;
}

/** The values that persistence needs besides the mock. */
export interface PersistenceOptions {
  readonly storage: StateStorage;
  readonly timers?: Timers | undefined;
  /** Called with the error when the state cannot be loaded or saved. Default: a warning. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** Returns the key of a mock's state in the storage. */
export function storageKey({ basePath }: Pick<Mock, "basePath">): string {
  return `tmf654-mock ${basePath || "/"}`;
}

/**
 * Loads the state of a mock from a storage, and saves it there after each change. State that the
 * mock cannot load stays in the storage unchanged, and nothing is saved.
 */
export function withPersistence(
  mock: Mock,
  modules: PersistedModules,
  options: PersistenceOptions,
): Mock {
  const { storage, timers = systemTimers, onError = console.warn } = options;
  const key = storageKey(mock);
  let isActive = loadState(mock, modules, { storage, key, now: timers.now(), onError });
  let cancel: (() => void) | undefined;
  const save = (): void => {
    cancel?.();
    cancel = undefined;
    if (!isActive) return;
    try {
      storage.setItem(key, JSON.stringify(stateOf(mock, modules, timers.now())));
    } catch (cause) {
      isActive = false;
      const message = "The storage cannot save the state. Use a smaller scenario, or no `persist`.";
      onError(new Error(message, { cause }));
    }
  };
  // Several changes in one task are saved once.
  const { stateChanges } = modules;
  stateChanges.onChange = stateChanges.onReplace = () => {
    cancel ??= systemTimers.after(0, save);
  };
  globalThis.addEventListener?.("pagehide", save);
  return {
    ...mock,
    close: async () => {
      globalThis.removeEventListener?.("pagehide", save);
      await mock.close();
      save();
    },
  };
}

function stateOf(mock: Mock, { faults }: PersistedModules, savedAt: number): SavedState {
  return {
    version: 1,
    savedAt,
    profile: mock.profile(),
    faults: storableFaults(faults),
    snapshot: mock.snapshot(),
  };
}

interface LoadStateOptions {
  readonly storage: StateStorage;
  readonly key: string;
  readonly now: number;
  readonly onError: (error: unknown) => void;
}

/** Loads the state. Returns false if this mock cannot load it. */
function loadState(
  mock: Mock,
  { faults }: PersistedModules,
  { storage, key, now, onError }: LoadStateOptions,
): boolean {
  const text = storage.getItem(key);
  if (text === null) return true;
  const snapshotBefore = mock.snapshot();
  const profileBefore = mock.profile();
  try {
    const savedState = JSON.parse(text) as SavedState;
    if (savedState?.version !== 1)
      throw new Error(
        `Its version is ${String(savedState?.version)}, and this mock loads version 1.`,
      );
    mock.setProfile(savedState.profile);
    mock.restore(savedState.snapshot);
    faults.load(savedState.faults);
    // A running clock moves to the current time. An interruption of this move is not an error of
    // the state.
    if (savedState.snapshot.clock === "real") {
      mock.clock.advance(Math.max(0, now - savedState.savedAt)).catch(() => {});
    }
    return true;
  } catch (cause) {
    faults.clear();
    mock.setProfile(profileBefore);
    mock.restore(snapshotBefore);
    const message =
      `Another version of the mock saved the state in the storage. It stays there, and ` +
      `nothing is saved. To begin again: removeItem(${JSON.stringify(key)}).`;
    onError(new Error(message, { cause }));
    return false;
  }
}

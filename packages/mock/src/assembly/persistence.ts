import { systemTimers, type Timers } from "../clock/timers.ts";
import type { ActiveFault } from "../faults/faults.ts";
import type { FaultRule } from "../faults/rule.ts";
import { toFetch } from "../http/fetch.ts";
import type { Profile } from "../profile/profile.ts";
import type { Snapshot } from "../snapshot/schema.ts";
import type { Mock } from "./mock.ts";

/** The part of a `Storage`, such as `sessionStorage`, that stores the state of a mock. */
export type StateStorage = Pick<Storage, "getItem" | "setItem">;

/** The value in the storage. */
interface SavedState {
  readonly version: 1;
  /** The instant of the system's clock, so that a real clock continues from the time of day. */
  readonly savedAt: number;
  readonly profile: Profile;
  readonly faults: readonly (FaultRule & Pick<ActiveFault, "isDisabled">)[];
  readonly snapshot: Snapshot;
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
export function withPersistence(mock: Mock, options: PersistenceOptions): Mock {
  const { storage, timers = systemTimers, onError = console.warn } = options;
  const key = storageKey(mock);
  let isActive = loadState(mock, { storage, key, now: timers.now(), onError });
  let cancel: (() => void) | undefined;
  const save = (): void => {
    cancel?.();
    cancel = undefined;
    if (!isActive) return;
    try {
      storage.setItem(key, JSON.stringify(stateOf(mock, timers.now())));
    } catch (cause) {
      isActive = false;
      const remedy = "The mock continues without saving. Use a smaller scenario, or no `persist`.";
      onError(
        new Error(`The state of the mock could not be saved in the storage. ${remedy}`, { cause }),
      );
    }
  };
  /** Several changes in one task are saved once. */
  const saveSoon = (): void => {
    cancel ??= systemTimers.after(0, save);
  };
  const saveAfter = <T>(result: T): T => {
    saveSoon();
    if (result instanceof Promise) void result.then(saveSoon, saveSoon);
    return result;
  };
  /**
   * A read is not saved: it changes only the count of a fault rule, and due effects run again after
   * a load.
   */
  const handle: Mock["handle"] = (request) => {
    const isRead = readMethods.test(request.method) && mock.faults.list().length === 0;
    const response = mock.handle(request);
    return isRead ? response : saveAfter(response);
  };
  globalThis.addEventListener?.("pagehide", save);
  return {
    ...observeCalls(mock, saveAfter),
    handle,
    fetch: toFetch(handle, mock.currentState),
    close: async () => {
      globalThis.removeEventListener?.("pagehide", save);
      await mock.close();
      save();
    },
  };
}

const readMethods = /^(?:GET|HEAD|OPTIONS)$/;

/** The functions that change nothing. The state is saved after every other function. */
const readFunctions: readonly string[] = [
  "get",
  "list",
  "profile",
  "journal",
  "trace",
  "isTracing",
  "counts",
  "limitsReached",
  "outsideAccounts",
  "snapshot",
  "maximumBodyBytes",
  "currentState",
  "servedAt",
  "now",
  "mode",
  "target",
  "listen",
];

/**
 * Wraps the functions of an API and of its groups. The wrapped functions pass their results to a
 * function.
 */
function observeCalls<T extends object>(api: T, after: <R>(result: R) => R): T {
  const members = Object.entries(api).map(([name, member]: [string, unknown]) => {
    if (readFunctions.includes(name)) return [name, member];
    if (typeof member === "function") {
      return [name, (...args: unknown[]) => after(member(...args))];
    }
    return [name, isGroup(member) ? observeCalls(member, after) : member];
  });
  return Object.fromEntries(members) as T;
}

function isGroup(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function stateOf(mock: Mock, savedAt: number): SavedState {
  return {
    version: 1,
    savedAt,
    profile: mock.profile(),
    faults: mock.faults.list().flatMap(({ id: _, applied, ...rule }) => {
      // A predicate is a function, which cannot be stored.
      if (rule.match?.predicate) return [];
      return [rule.times === undefined ? rule : { ...rule, times: rule.times - applied }];
    }),
    snapshot: mock.snapshot(),
  };
}

interface LoadParts {
  readonly storage: StateStorage;
  readonly key: string;
  readonly now: number;
  readonly onError: (error: unknown) => void;
}

/** Loads the state. Returns false if this mock cannot load it. */
function loadState(mock: Mock, { storage, key, now, onError }: LoadParts): boolean {
  const text = storage.getItem(key);
  if (text === null) return true;
  const before = mock.snapshot();
  const profile = mock.profile();
  try {
    const saved = JSON.parse(text) as SavedState;
    if (saved?.version !== 1) throw new Error("It has another version.");
    mock.setProfile(saved.profile);
    mock.restore(saved.snapshot);
    for (const { isDisabled, ...rule } of saved.faults) {
      const id = mock.faults.add(rule);
      if (isDisabled) mock.faults.setDisabled(id, true);
    }
    // A running clock moves to the current time. An interruption of this move is not an error of
    // the state.
    if (saved.snapshot.clock === "real") {
      mock.clock.advance(Math.max(0, now - saved.savedAt)).catch(() => {});
    }
    return true;
  } catch (cause) {
    mock.faults.clear();
    mock.setProfile(profile);
    mock.restore(before);
    const remedy =
      `It stays in the storage, and this mock saves nothing. ` +
      `Remove it to begin again: removeItem(${JSON.stringify(key)}).`;
    onError(
      new Error(
        `The stored state could not be loaded, because another version of the mock saved it. ${remedy}`,
        { cause },
      ),
    );
    return false;
  }
}

import type { MockClock } from "../clock/clock.ts";
import { systemTimers, type Timers } from "../clock/timers.ts";
import { toFetch } from "../http/fetch.ts";
import type { OperationSteps } from "../http/operation-steps.ts";
import { mapResponse, type PendingResponse } from "../http/responses.ts";
import { readTarget } from "../http/target.ts";
import type { MockDatabase, StateDatabase } from "../ports/database.ts";
import type { Handler } from "../ports/handler.ts";
import type { MockResponse } from "../ports/http-message.ts";
import { endDeliveries } from "./end-deliveries.ts";
import { notStoredResponse } from "./not-stored.ts";
import { type SaverTimers, StateSaver } from "./saver.ts";
import type { SettingName } from "./settings.ts";
import type { StoredModules } from "./stored-modules.ts";
import { storedMoves } from "./stored-moves.ts";

/** The options of a mock that a database needs. Given options replace stored settings. */
export interface DatabaseOptions {
  readonly profile?: unknown;
  readonly clock?: unknown;
  readonly faults?: readonly unknown[];
  readonly timers?: Timers;
  readonly onError?: (error: unknown) => void;
}

/** A mock that can be closed. */
export type StoredMock = Handler & {
  readonly clock: MockClock;
  readonly close: () => Promise<void>;
};

/** The options of a mock that waits until its state may be changed. */
export interface DatabaseWaits {
  readonly timers: Timers;
  readonly wrapSteps: (steps: OperationSteps) => OperationSteps;
}

/** The function of a database that `createMock` calls. The public type leaves it out. */
export interface ConnectedDatabase extends MockDatabase {
  /** Returns options that let a mock wait until its state may be changed. */
  readonly waits?: (options: DatabaseOptions) => DatabaseWaits;
  /** Connects a mock: loads the stored state into the mock, or stores the state of the mock. */
  connect<M extends StoredMock>(mock: M, modules: StoredModules, options: DatabaseOptions): M;
}

/** Creates the database of the mocks of one tenant. */
export function createMockDatabase(
  database: StateDatabase,
  saverTimers: SaverTimers,
  tenant = "default",
): ConnectedDatabase {
  return {
    place: database.place,
    connect: (mock, modules, options) => {
      const { timers = systemTimers, onError = () => {} } = options;
      const loadContext = { modules, rows: database.rows(tenant), machineNow: () => timers.now() };
      const saver = new StateSaver(loadContext, { ...saverTimers, onError });
      saver.start(ownSettings(options));
      const { stateChanges } = modules;
      stateChanges.storage = () => ({
        place: database.place,
        failure: saver.unstored?.message,
      });
      stateChanges.retry = () => saver.retry();
      const pause = (ms: number): Promise<void> =>
        new Promise((resolve) => saverTimers.after(ms, resolve));
      return withSaver(mock, saver, () => endDeliveries(modules, pause));
    },
    close: () => database.close(),
  };
}

/** The settings that the options of the mock give, in place of the stored ones. */
export function ownSettings(options: DatabaseOptions): readonly SettingName[] {
  const { profile, clock, faults = [] } = options;
  return [
    ...(profile === undefined ? [] : (["profile"] as const)),
    ...(clock === undefined ? [] : (["clock"] as const)),
    ...(faults.length === 0 ? [] : (["faults"] as const)),
  ];
}

/**
 * Lets each response wait until everything that it could have seen is stored. If the database
 * fails, the response is a 503.
 */
function withSaver<M extends StoredMock>(
  mock: M,
  saver: StateSaver,
  endDeliveriesOfMock: () => Promise<void>,
): M {
  const respondWhenSaved = (response: MockResponse): PendingResponse => {
    const savePromise = saver.savePromise();
    return savePromise ? savePromise.then(() => response, notStoredResponse) : response;
  };
  const handle: Handler["handle"] = (request) => {
    const { target } = request;
    const path = target.includes("/__mock") ? readTarget(target).path : undefined;
    if (path !== undefined && unstoredPaths.test(path)) return mock.handle(request);
    if (!saver.failure) return mapResponse(mock.handle(request), respondWhenSaved);
    return path === statePath ? mock.handle(request) : notStoredResponse(saver.failure);
  };
  return {
    ...mock,
    clock: storedMoves(mock.clock, () => saver.savePromise()),
    handle,
    fetch: toFetch(handle, mock.currentState),
    close: async () => {
      await endDeliveriesOfMock();
      await mock.close();
      saver.stop();
    },
  };
}

/** The paths of the probes and of the files of the page, which show nothing that is stored. */
export const unstoredPaths = /^\/__mock(?:\/(?:health|ready|assets\/.*|reference\/.*)?)?$/;
/** The state says that the database fails. */
export const statePath = "/__mock/state";

import { systemTimers } from "../clock/timers.ts";
import { endDeliveries } from "../database/end-deliveries.ts";
import {
  type ConnectedDatabase,
  ownSettings,
  type StoredMock,
  statePath,
  unstoredPaths,
} from "../database/mock-database.ts";
import { notStoredMessage, notStoredResponse } from "../database/not-stored.ts";
import type { StoredModules } from "../database/stored-modules.ts";
import { storedMoves } from "../database/stored-moves.ts";
import { toFetch } from "../http/fetch.ts";
import { mapResponse, type PendingResponse } from "../http/responses.ts";
import { isControlPath, readTarget } from "../http/target.ts";
import type { Handler } from "../ports/handler.ts";
import type { MockRequest, MockResponse } from "../ports/http-message.ts";
import type { SharedRows } from "../ports/shared-rows.ts";
import type { StateAccess } from "../ports/state-changes.ts";
import { Maintenance, type MaintenanceOptions } from "./maintenance.ts";
import { withOperationWaits } from "./operation-waits.ts";
import { Replica, type ReplicaTimers } from "./replica.ts";

/** The options of a database of replicas. */
export interface ReplicaDatabaseOptions extends MaintenanceOptions {
  readonly place: string;
  readonly rows: SharedRows;
  readonly timers: ReplicaTimers;
  /** Whether a read shows what this process knows, without a query. */
  readonly isReadLocal: boolean;
  readonly close: () => Promise<void>;
}

/** The database of one mock whose state several processes share. */
export interface ReplicaDatabase extends ConnectedDatabase {
  /** Resolves when the state is loaded. */
  readonly ready: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A connected mock. */
interface ConnectedReplica {
  readonly replica: Replica;
  readonly modules: StoredModules;
}

/** The milliseconds before work without a request tries again. */
const retryMs = 500;

/** Creates the database of one mock. */
export function createReplicaDatabase(options: ReplicaDatabaseOptions): ReplicaDatabase {
  const { rows, timers } = options;
  let connectedReplica: ConnectedReplica | undefined;
  /** Waits for a turn that may change the state, also while the database fails. */
  const enterWithRetries = async (): Promise<void> => {
    for (let isWaiting = connectedReplica !== undefined; isWaiting; ) {
      try {
        await connectedReplica?.replica.enter("write");
        isWaiting = false;
      } catch {
        await timers.pause(retryMs);
        isWaiting = connectedReplica?.replica.isClosed === false;
      }
    }
  };
  return {
    place: options.place,
    close: options.close,
    ready: async () => {
      await connectedReplica?.replica.enter("write");
    },
    waits: ({ timers: mockTimers = systemTimers }) => ({
      timers: {
        now: () => mockTimers.now(),
        after: (ms, run) => mockTimers.after(ms, () => void enterWithRetries().then(run)),
      },
      wrapSteps: (steps) =>
        withOperationWaits(steps, {
          enter: () => connectedReplica?.replica.enter("write"),
          hasFaults: () => connectedReplica !== undefined && hasFaults(connectedReplica.modules),
          find: (scope, after) => connectedReplica?.modules.keys.find(scope, after),
          refusalOf: notStoredResponse,
        }),
    }),
    connect: (mock, modules, databaseOptions) => {
      const { timers: machine = systemTimers, onError = () => {} } = databaseOptions;
      const replica: Replica = new Replica({
        modules,
        rows,
        timers,
        machineNow: () => machine.now(),
        onError,
        onJoin: () => maintenance.heartbeat(),
        localSettings: ownSettings(databaseOptions),
      });
      connectedReplica = { replica, modules };
      const runDue = runDueOf(connectedReplica);
      const maintenance: Maintenance = new Maintenance(replica, rows, { ...options, runDue });
      const { stateChanges } = modules;
      stateChanges.whenEntered = async (result) => {
        const settledResult = await result;
        await enterWithRetries();
        return settledResult;
      };
      stateChanges.enter = async (access) => {
        try {
          await enterFor(access, connectedReplica as ConnectedReplica, options.isReadLocal);
          return undefined;
        } catch (error) {
          return notStoredMessage(error);
        }
      };
      reportStorage(connectedReplica, maintenance, options.place);
      // The state loads at once. A failure is reported, and the next request tries again.
      replica.enter("write")?.catch(() => {});
      return withReplica(mock, { replica, modules }, maintenance, options);
    },
  };
}

/** Says where the state is stored, why the database fails, and which replicas run. */
function reportStorage(
  { replica, modules: { stateChanges } }: ConnectedReplica,
  maintenance: Maintenance,
  place: string,
): void {
  stateChanges.storage = () => ({
    place,
    failure: replica.latestError?.message,
    replica: maintenance.replicaState,
  });
  stateChanges.retry = async () => replica.enter("read")?.catch(() => {});
}

/** Waits until the state may be read or changed. A read changes the state if work is due. */
async function enterFor(
  access: StateAccess,
  connectedReplica: ConnectedReplica,
  isReadLocal: boolean,
): Promise<void> {
  const { replica, modules } = connectedReplica;
  if (access === "read" && !(isReadLocal && replica.isLoaded)) await replica.enter("read");
  if (access === "write" || hasFaults(modules) || isWorkDue(modules)) await replica.enter("write");
}

/** Whether each request may change the count of a fault rule. */
function hasFaults({ faults }: StoredModules): boolean {
  return faults.list().length > 0;
}

function runDueOf({ replica, modules }: ConnectedReplica): () => Promise<void> {
  return async () => {
    if (!isWorkDue(modules)) return;
    await replica.enter("write");
    modules.clock.runDue();
  };
}

function isWorkDue({ clock, core, outbox }: StoredModules): boolean {
  const earliestDueAt = Math.min(
    core.store.nextDue()?.at ?? Infinity,
    outbox.nextDue() ?? Infinity,
  );
  return earliestDueAt <= clock.now();
}

/**
 * Lets each request wait until it has the latest state, and each response until everything that it
 * could have seen is stored.
 */
function withReplica<M extends StoredMock>(
  mock: M,
  connectedReplica: ConnectedReplica,
  maintenance: Maintenance,
  { isReadLocal, rows, timers }: ReplicaDatabaseOptions,
): M {
  const { replica, modules } = connectedReplica;
  const respondWhenSaved = (response: MockResponse): PendingResponse => {
    const savePromise = replica.savePromise();
    return savePromise ? savePromise.then(() => response, notStoredResponse) : response;
  };
  const runAndSave = (request: MockRequest) => mapResponse(mock.handle(request), respondWhenSaved);
  const handle: Handler["handle"] = (request) => {
    const { path } = readTarget(request.target);
    // The control plane waits before it runs a route.
    if (unstoredPaths.test(path) || (path === statePath && replica.failure)) {
      return mock.handle(request);
    }
    const isOutdated = request.state !== undefined && request.state !== mock.currentState?.();
    if (isControlPath(path) || isOutdated) return runAndSave(request);
    if (replica.failure) return notStoredResponse(replica.failure);
    const access = accessOf(request, modules);
    // The request may have waited for the state of a reset on another replica.
    const currentRequest = { ...request, state: undefined };
    return enterFor(access, connectedReplica, isReadLocal).then(
      () => runAndSave(currentRequest),
      notStoredResponse,
    );
  };
  return {
    ...mock,
    clock: storedMoves(mock.clock, () => replica.savePromise()),
    handle,
    fetch: toFetch(handle, mock.currentState),
    close: async () => {
      await endDeliveries(modules, timers.pause);
      await maintenance.stop();
      await mock.close();
      await replica.stop();
      await rows.leave().catch(() => {});
    },
  };
}

/** A request with a token waits for the check of the token, and then to change the state. */
function accessOf({ method }: MockRequest, { profile }: StoredModules): StateAccess {
  const isRead = method === "GET" || method === "HEAD" || method === "OPTIONS";
  return isRead || profile.auth ? "read" : "write";
}

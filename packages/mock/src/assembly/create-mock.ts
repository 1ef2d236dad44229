import type { ControlledMock } from "../control/route.ts";
import type { ConnectedDatabase } from "../database/mock-database.ts";
import type { ControlPlane } from "../ports/handler.ts";
import { clearJournal, createControls } from "./controls.ts";
import { copyArgument, withCopies } from "./copies.ts";
import { handlerOf } from "./handler-of.ts";
import type { Mock } from "./mock.ts";
import { createModules } from "./modules.ts";
import type { MockOptions } from "./options.ts";
import { withPersistence } from "./persistence.ts";

/**
 * Creates a mock TMF654 server. Mocks in one process share no state.
 * @throws MockOptionsError for unknown or invalid options and for unknown profiles or scenarios;
 * ClockError for an invalid instant; ScenarioError and ProfileError for invalid files.
 * @example
 * ```ts
 * import { createMock } from "@tmf654/mock";
 *
 * const mock = createMock({ clock: "2026-03-01T00:00:00Z", seed: 7 });
 * const response = await mock.fetch(`http://mock${mock.basePath}/bucket/ana-main`);
 * console.log(await response.json());
 * ```
 */
export function createMock(options: MockOptions = {}): Mock {
  const { profile, scenario } = options;
  // `checkMockOptions` checks that the database has these functions.
  const connected = options.database as ConnectedDatabase | undefined;
  const waits = connected?.waits?.(options);
  const copiedOptions = {
    ...options,
    ...(waits && { timers: waits.timers }),
    ...copyArgument({ profile, scenario }),
  };
  const modules = createModules(copiedOptions);
  const controls = createControls(modules, copiedOptions);
  const target: ControlledMock = {
    ...modules,
    ...controls,
    requestCounts: modules.metrics.requests,
    clearJournal: () => {
      clearJournal(modules);
      modules.postings.forgetRequests();
    },
    requests: modules.journal,
    scheduledDeliveries: modules.outbox.scheduled,
  };
  const handler = handlerOf(
    modules,
    copiedOptions,
    createLazyControl(target, copiedOptions.controlToken),
    waits,
  );
  const mock = { ...withCopies(controls), ...handler, servedAt: modules.ownServers.add };
  const { persist: storage, timers, onError } = options;
  if (connected) return connected.connect(mock, modules, options);
  return storage ? withPersistence(mock, modules, { storage, timers, onError }) : mock;
}

/**
 * Creates the control plane. Its code loads with its first request, because a page may never send
 * one.
 */
function createLazyControl(target: ControlledMock, token: string | undefined): ControlPlane {
  let planePromise: Promise<ControlPlane> | undefined;
  const loadPlane = (): Promise<ControlPlane> => {
    planePromise ??= import("../control/plane.ts").then(({ createControlPlane }) =>
      createControlPlane(target, token),
    );
    return planePromise;
  };
  return {
    handle: async (request) => (await loadPlane()).handle(request),
    maximumBodyBytes: async (head) => (await loadPlane()).maximumBodyBytes(head),
  };
}

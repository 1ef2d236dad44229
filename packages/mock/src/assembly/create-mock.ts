import { createControlAccess } from "../control/access.ts";
import type { ControlTarget } from "../control/route.ts";
import { createControls, gaugesOf, handlerOf } from "./controls.ts";
import { copyArgument, withCopies } from "./copies.ts";
import type { Mock } from "./mock.ts";
import type { MockOptions } from "./options.ts";
import { createParts } from "./parts.ts";
import { withPersistence } from "./persistence.ts";

/**
 * Creates a mock TMF654 server. Mocks in one process share no state.
 * @throws MockOptionsError for unknown or invalid options and for unknown profiles or scenarios;
 * ClockError for an invalid instant; ScenarioError and ProfileError for invalid files.
 */
export function createMock(options: MockOptions = {}): Mock {
  const { profile, scenario } = options;
  const own = { ...options, ...copyArgument({ profile, scenario }) };
  const parts = createParts(own);
  const controls = createControls(parts, own);
  const control = loadControl({
    ...controls,
    metricsText: () => parts.metrics.text(gaugesOf(controls), parts.limits.counts()),
    clearJournal: parts.journal.clear,
  });
  const controlAccess = createControlAccess(own.controlToken);
  const handler = handlerOf(parts, own, { control, controlAccess });
  const mock = { ...withCopies(controls), ...handler, servedAt: parts.places.add };
  const { persist: storage, timers, onError } = options;
  return storage ? withPersistence(mock, { storage, timers, onError }) : mock;
}

/** The handler of the control plane, which loads with the first request: a page may have none. */
function loadControl(target: ControlTarget): (request: Request) => Promise<Response> {
  let loading: Promise<(request: Request) => Promise<Response>> | undefined;
  return async (request) => {
    loading ??= import("../control/handler.ts").then((module) =>
      module.createControlHandler(target),
    );
    return (await loading)(request);
  };
}

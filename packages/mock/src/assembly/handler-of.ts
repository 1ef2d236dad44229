import type { Random } from "../clock/random.ts";
import type { DatabaseWaits } from "../database/mock-database.ts";
import { createHandler } from "../http/handler.ts";
import { weightOf } from "../journal/journal.ts";
import type { RequestOrigin } from "../ports/activity.ts";
import type { ControlPlane, Handler, HandlerOptions } from "../ports/handler.ts";
import type { OAuthServer } from "../ports/oauth.ts";
import { emitRequest } from "./emit-activity.ts";
import type { MockModules } from "./modules.ts";
import type { Latency, MockOptions } from "./options.ts";

/** The handler of the API. */
export function handlerOf(
  modules: MockModules,
  options: MockOptions,
  control: ControlPlane,
  waits?: DatabaseWaits,
): Handler {
  const { strict, onError, latency = 0, forwardedPrefix, contractGuard } = options;
  const { clock, engine, faults, feed, journal, metrics, postings, recorder, traces } = modules;
  const handlerOptions: HandlerOptions = {
    basePath: modules.basePath,
    sleep: modules.delays.wait,
    untilReset: modules.delays.untilReset,
    currentState: modules.delays.currentState,
    onBodyLimit: modules.limits.countReached,
    faults: faults.find,
    observe: (request, response, { decidedBy, notes }) => {
      const at = clock.now();
      const number = journal.record(request, response, at, decidedBy);
      if (request.origin) request.origin.number = number;
      if (notes && traces.isOn) {
        traces.record(number, notes, modules.profile, weightOf(request));
      }
      metrics.record(request, response);
      emitRequest(feed, request, response, { number, at, decidedBy, notes });
      return number;
    },
    startNotes: () => (traces.isOn || feed.isActive ? { faults: [], commands: [] } : undefined),
    collect: (run, notes) => {
      const tracedRun = notes && traces.isOn ? () => recorder.record(notes, run) : run;
      const origin: RequestOrigin = { number: undefined };
      return postings.runWithOrigin(origin, () =>
        feed.isActive ? [...feed.collect(tracedRun), origin] : [tracedRun(), undefined, origin],
      );
    },
    beforeRequest: clock.runDue,
    ...(latency !== 0 && { latencyMs: () => drawLatency(latency, modules.faultRandom) }),
    ...(forwardedPrefix && { forwardedPrefix }),
    ...(contractGuard && { contractGuard }),
    listInParts: engine.listInParts,
    control,
    oauth: createLazyOAuth(modules, options),
    ...(strict && { checkResponses: true }),
    ...(onError && { onError }),
  };
  return createHandler(engine, handlerOptions, modules.keys, modules.rateLimiter, waits?.wrapSteps);
}

/** Creates the part for OAuth. Its code loads with its first request. */
function createLazyOAuth(
  modules: MockModules,
  options: MockOptions,
): NonNullable<HandlerOptions["oauth"]> {
  let serverPromise: Promise<OAuthServer> | undefined;
  return () => {
    serverPromise ??= import("../oauth/server.ts").then(({ createOAuthServer }) =>
      createOAuthServer(modules, options),
    );
    return serverPromise;
  };
}

function drawLatency(latency: Latency, random: Random): number {
  const [minimum = 0, to = minimum] = [latency].flat();
  return minimum + Math.round(random.next() * (to - minimum));
}

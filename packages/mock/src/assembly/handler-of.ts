import type { Random } from "../clock/random.ts";
import { createHandler } from "../http/handler.ts";
import { weightOf } from "../journal/journal.ts";
import type { RequestOrigin } from "../ports/activity.ts";
import type { ControlPlane, Handler, HandlerOptions } from "../ports/handler.ts";
import type { OAuthServer } from "../ports/oauth.ts";
import type { Latency, MockOptions } from "./options.ts";
import type { MockParts } from "./parts.ts";
import { reportRequest } from "./report.ts";

/** The handler of the API. */
export function handlerOf(parts: MockParts, options: MockOptions, control: ControlPlane): Handler {
  const { strict, onError, latency = 0, forwardedPrefix, contractGuard } = options;
  const { clock, engine, faults, feed, journal, metrics, postings, recorder, traces } = parts;
  const wired: HandlerOptions = {
    basePath: parts.basePath,
    sleep: parts.delays.wait,
    guard: parts.delays.guard,
    currentState: parts.delays.currentState,
    onBodyLimit: parts.limits.reached,
    faults: faults.find,
    observe: (request, response, { decidedBy, notes }) => {
      const at = clock.now();
      const number = journal.record(request, response, at, decidedBy);
      if (request.origin) request.origin.number = number;
      if (notes && traces.isOn) {
        traces.record(number, notes, parts.profile, weightOf(request));
      }
      metrics.record(request, response);
      reportRequest(feed, request, response, { number, at, decidedBy, notes });
      return number;
    },
    startNotes: () => (traces.isOn || feed.isActive ? { faults: [], commands: [] } : undefined),
    collect: (run, notes) => {
      const traced = notes && traces.isOn ? () => recorder.record(notes, run) : run;
      const origin: RequestOrigin = { number: undefined };
      return postings.during(origin, () =>
        feed.isActive ? [...feed.collect(traced), origin] : [traced(), undefined, origin],
      );
    },
    beforeRequest: clock.runDue,
    ...(latency !== 0 && { latencyMs: () => drawLatency(latency, parts.faultRandom) }),
    ...(forwardedPrefix && { forwardedPrefix }),
    ...(contractGuard && { contractGuard }),
    control,
    oauth: lazyOAuth(parts, options),
    ...(strict && { checkResponses: true }),
    ...(onError && { onError }),
  };
  return createHandler(engine, wired, parts.keys, parts.rateLimiter);
}

/** Creates the part for OAuth. Its code loads with its first request. */
function lazyOAuth(parts: MockParts, options: MockOptions): NonNullable<HandlerOptions["oauth"]> {
  let loading: Promise<OAuthServer> | undefined;
  return () => {
    loading ??= import("../oauth/server.ts").then(({ createOAuthServer }) =>
      createOAuthServer(parts, options),
    );
    return loading;
  };
}

function drawLatency(latency: Latency, random: Random): number {
  const [from = 0, to = from] = [latency].flat();
  return from + Math.round(random.next() * (to - from));
}

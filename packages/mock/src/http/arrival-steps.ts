import { DelayError } from "../clock/delays.ts";
import type { MockResponse } from "../ports/http-message.ts";
import { type HttpCall, viewOf } from "./call.ts";
import { deliveryRefusal } from "./delivery-refusal.ts";
import { type HandlerState, runGuarded } from "./handler-state.ts";
import { optionsResponse } from "./headers.ts";
import { interruptedResponse } from "./interrupted.ts";
import { composeDeciding, type HttpSteps, type NextStep } from "./pipeline.ts";
import {
  errorResponse,
  notAllowedResponse,
  notFoundResponse,
  type PendingResponse,
  toUnexecuted,
} from "./responses.ts";
import { unknownPathMessage } from "./routes.ts";

/**
 * The methods that a preflight of an undeclared path allows, so that the page can read the 404.
 */
const anyMethod = "GET, HEAD, POST, PATCH, DELETE, OPTIONS";

type ArrivalSteps = Pick<
  HttpSteps["decide"],
  "state" | "path" | "method" | "id" | "delivery" | "credentials" | "rateLimit"
>;

/** The steps that a request to the OAuth provider has too. */
type FaultSteps = Pick<HttpSteps["decide"], "delay" | "prefer" | "faultBefore">;

/** Creates the steps before an operation: its address, and the access of the client. */
export function createArrivalSteps(state: HandlerState, faultSteps: FaultSteps): ArrivalSteps {
  const { options, limiter } = state;
  return {
    state: (call, next) => {
      const { request } = call;
      const isStale = request.state !== undefined && request.state !== options.currentState?.();
      return isStale ? interruptedResponse(new DelayError("interrupted")) : next(call);
    },
    path: (call, next) =>
      call.route ? next(call) : (respondOAuth(call, state, faultSteps) ?? undeclaredResponse(call)),
    method: (call, next) => {
      const { request, route } = call;
      const allow = route?.allow ?? "";
      if (request.method === "OPTIONS") return toUnexecuted(optionsResponse(request, allow));
      const isKnown = route?.methods.get(methodOf(request.method)) !== undefined;
      return isKnown ? next(call) : toUnexecuted(notAllowedResponse(request.method, allow));
    },
    id: (call, next) => {
      if (call.isIdReadable) return next(call);
      const message =
        "The id in the path contains a control character or invalid percent-encoding.";
      return toUnexecuted(errorResponse("badUrl", message));
    },
    delivery: (call, next) => {
      const refusal = deliveryRefusal(call.request, call.operation);
      return refusal ? toUnexecuted(refusal) : next(call);
    },
    credentials: (call, next) => {
      const { request, settings } = call;
      const { auth } = settings;
      if (!auth) return next(call);
      state.access ??= import("./access.ts");
      const checking = state.access.then(({ checkToken }) =>
        checkToken(auth, request, options.oauth),
      );
      return runGuarded(checking, state, (access) => {
        if ("refusal" in access) return toUnexecuted(access.refusal);
        call.access = access;
        return next(call);
      });
    },
    rateLimit: (call, next) => {
      const { settings, access, engine } = call;
      const refusal = limiter.check(settings.rateLimit, access.credential, engine.now());
      return refusal ? toUnexecuted(refusal) : next(call);
    },
  };
}

/** The method by which an operation is found: HEAD uses that of GET. */
export function methodOf(method: string): string {
  return method === "HEAD" ? "GET" : method;
}

/** Returns the response of the OAuth provider, for its paths and a profile that has it. */
function respondOAuth(
  call: HttpCall,
  state: HandlerState,
  { delay, prefer, faultBefore }: FaultSteps,
): PendingResponse | undefined {
  const { request, path, basePath, settings } = call;
  const { oauth } = state.options;
  const provider = settings.auth?.oauth;
  if (!provider || !oauth || !path.startsWith(basePath) || request.method === "OPTIONS") {
    return undefined;
  }
  const below = path.slice(basePath.length);
  return runGuarded(oauth(), state, ({ find }) => {
    const found = find(below, provider);
    if (!found) return undeclaredResponse(call);
    call.isSecret = true;
    call.startedAt = performance.now();
    call.view = { ...viewOf(call), body: found.formOf(request) };
    const respond: NextStep = () => {
      call.decidedBy = "path";
      return runGuarded(found.respond(request), state, (response) => response);
    };
    return composeDeciding({ delay, prefer, faultBefore }, respond)(call);
  });
}

function undeclaredResponse({ request, path, basePath }: HttpCall): MockResponse {
  return toUnexecuted(
    request.method === "OPTIONS"
      ? optionsResponse(request, anyMethod)
      : notFoundResponse(unknownPathMessage(path, basePath)),
  );
}

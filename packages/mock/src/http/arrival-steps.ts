import { DelayError } from "../clock/delays.ts";
import type { HttpCall } from "./call.ts";
import { deliveryRefusal } from "./delivery-refusal.ts";
import { type HandlerState, runUntilReset } from "./handler-state.ts";
import { optionsResponse } from "./headers.ts";
import { interruptedResponse } from "./interrupted.ts";
import type { OAuthSteps } from "./oauth-response.ts";
import type { HttpSteps } from "./pipeline.ts";
import {
  errorResponse,
  notAllowedResponse,
  type PendingResponse,
  toUnexecuted,
} from "./responses.ts";

type ArrivalSteps = Pick<
  HttpSteps["decide"],
  "state" | "path" | "method" | "id" | "delivery" | "credentials" | "rateLimit"
>;

/** Creates the steps before an operation: its address, and the access of the client. */
export function createArrivalSteps(state: HandlerState, oauthSteps: OAuthSteps): ArrivalSteps {
  const { options, limiter } = state;
  return {
    state: (call, next) => {
      const { request } = call;
      const isStale = request.state !== undefined && request.state !== options.currentState?.();
      return isStale ? interruptedResponse(new DelayError("interrupted")) : next(call);
    },
    path: (call, next) => (call.route ? next(call) : respondWithoutRoute(call, state, oauthSteps)),
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
      const checkPromise = state.access.then(({ checkToken }) =>
        checkToken(auth, request, options.oauth),
      );
      return runUntilReset(checkPromise, state, (tokenCheck) => {
        if ("refusal" in tokenCheck) return toUnexecuted(tokenCheck.refusal);
        call.access = tokenCheck;
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

/** Responds at a path of the OAuth provider if the profile has one, and refuses any other path. */
function respondWithoutRoute(
  call: HttpCall,
  state: HandlerState,
  steps: OAuthSteps,
): PendingResponse {
  const { request, path, basePath, settings } = call;
  const { oauth } = state.options;
  const hasProvider = settings.auth?.oauth && path.startsWith(basePath);
  if (!hasProvider || !oauth || request.method === "OPTIONS")
    return import("./undeclared-response.ts").then((undeclared) =>
      undeclared.undeclaredResponse(call),
    );
  const loadPromise = Promise.all([oauth(), import("./oauth-response.ts")]);
  return runUntilReset(loadPromise, state, ([server, { respondOAuth }]) =>
    respondOAuth(call, state, server, steps),
  );
}

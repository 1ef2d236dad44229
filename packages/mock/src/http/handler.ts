import { basePath as contractBasePath } from "@tmf654/contract";
import { DelayError } from "../clock/delays.ts";
import type { Engine } from "../ports/engine.ts";
import type { ControlPlane, Handler, HandlerOptions } from "../ports/handler.ts";
import type { MockRequest, MockResponse } from "../ports/http-message.ts";
import type { TokenCheck } from "../ports/oauth.ts";
import { loadPatterns, mayHoldPattern, type PatternCompiler } from "../query/patterns.ts";
import type { OperationCall } from "./call.ts";
import { createDateHeader } from "./date.ts";
import { deliveryRefusal } from "./delivery-refusal.ts";
import { toFetch } from "./fetch.ts";
import { withPrefix } from "./forwarded-prefix.ts";
import { globalsMessage, missingGlobals } from "./globals.ts";
import { optionsResponse, withCommonHeaders, withoutBody } from "./headers.ts";
import { createIdempotencyMemory } from "./idempotency.ts";
import { observeResponse } from "./observe-response.ts";
import { type CallRunner, createCallRunner, interruptedResponse } from "./perform.ts";
import { createRateLimiter, type RateLimiter } from "./rate-limit.ts";
import {
  errorResponse,
  isNoRoom,
  mapResponse,
  notAllowedResponse,
  notFoundResponse,
  type PendingResponse,
} from "./responses.ts";
import { type Route, unknownPathMessage } from "./routes.ts";
import { createHttpSettings, type HttpSettings } from "./settings.ts";
import { decodeSegment, isControlPath, type RequestTarget, readTarget } from "./target.ts";

/** The state of one handler between requests. */
interface HandlerState {
  readonly engine: Engine;
  readonly options: HandlerOptions;
  readonly basePath: string;
  readonly settings: () => HttpSettings;
  readonly limiter: RateLimiter;
  readonly perform: CallRunner;
  /** Returns the text of the `Date` header, by the mock's clock. */
  readonly date: () => string;
  compile: PatternCompiler | undefined;
  /** The check of tokens and rates, which loads with the first request that needs it. */
  access: Promise<typeof import("./access.ts")> | undefined;
}

/**
 * The methods that a preflight of an undeclared path allows, so that the page can read the 404.
 */
const anyMethod = "GET, HEAD, POST, PATCH, DELETE, OPTIONS";

/**
 * Creates the HTTP layer of an engine, which turns requests into responses. It stores
 * Idempotency-Keys in `keys`.
 */
export function createHandler(
  engine: Engine,
  options: HandlerOptions = {},
  keys = createIdempotencyMemory(),
  limiter = createRateLimiter(),
): Handler {
  const settings = createHttpSettings(() => engine.profile);
  const state: HandlerState = {
    engine,
    options,
    basePath: (options.basePath ?? contractBasePath).replace(/\/$/, ""),
    settings,
    limiter,
    perform: createCallRunner(options, keys),
    compile: undefined,
    access: undefined,
    date: createDateHeader(() => engine.now()),
  };
  const handle = (request: MockRequest): PendingResponse => {
    try {
      if (isNoRoom(request.body)) options.onBodyLimit?.("uploadBytes", request.body.uploadBytes);
      const response = respond(request, state);
      return response instanceof Promise
        ? response.catch((error: unknown) => internalError(error, options))
        : response;
    } catch (error) {
      return internalError(error, options);
    }
  };
  return {
    handle,
    fetch: toFetch(handle, options.currentState),
    ...(options.currentState && { currentState: options.currentState }),
    maximumBodyBytes: (head) => {
      const { control } = options;
      const isControl = head && control && isControlPath(readTarget(head.target).path);
      return isControl ? control.maximumBodyBytes(head) : settings().maximumBodyBytes;
    },
  };
}

/** Creates the response to an unexpected exception, and calls `onError` with the exception. */
function internalError(error: unknown, options: HandlerOptions): MockResponse {
  options.onError?.(error);
  const missing = missingGlobals();
  const reason =
    missing.length > 0 ? globalsMessage("it", missing) : "this is a bug in the mock itself.";
  return errorResponse("internal", `The mock failed: ${reason}`);
}

function respond(request: MockRequest, state: HandlerState): PendingResponse {
  const target = readTarget(request.target);
  const { options } = state;
  if (options.control && isControlPath(target.path)) {
    return respondControl(request, options.control, state);
  }
  options.beforeRequest?.();
  if (request.state !== undefined && request.state !== options.currentState?.()) {
    return finishResponse(interruptedResponse(new DelayError("interrupted")), request, state);
  }
  const settings = state.settings();
  const path = pathBelow(target.path, state.basePath);
  const route = path === undefined ? undefined : settings.router(path);
  const response = route
    ? dispatch(request, target, route, state, settings)
    : (respondOAuth(request, target, path, state, settings) ??
      respondUndeclared(request, target, state));
  return mapResponse(response, (final) => finishResponse(final, request, state));
}

/** Returns the response of the control plane, which has no CORS headers. */
async function respondControl(
  request: MockRequest,
  control: ControlPlane,
  { date }: HandlerState,
): Promise<MockResponse> {
  const response = await control.handle(request);
  const headers = { ...response.headers, date: date() };
  return withoutBody({ ...response, headers }, request);
}

function pathBelow(path: string, basePath: string): string | undefined {
  return path.startsWith(basePath) ? path.slice(basePath.length) : undefined;
}

/** Adds `Date` and CORS headers, and removes the body of a response to HEAD. */
function finishResponse(
  response: MockResponse,
  request: MockRequest,
  { date, basePath, options }: HandlerState,
): MockResponse {
  const prefix = options.forwardedPrefix ? request.header("x-forwarded-prefix") : undefined;
  const linked = prefix === undefined ? response : withPrefix(response, prefix, basePath);
  const withHeaders = withCommonHeaders(linked, request, date());
  return withoutBody(withHeaders, request);
}

/** Returns the response of the OAuth provider, for its paths and a profile that has it. */
function respondOAuth(
  request: MockRequest,
  target: RequestTarget,
  path: string | undefined,
  state: HandlerState,
  { auth }: HttpSettings,
): PendingResponse | undefined {
  const [{ oauth }, settings] = [state.options, auth?.oauth];
  if (!settings || !oauth || !path || request.method === "OPTIONS") return undefined;
  const work = oauth().then(({ handle }) => handle(request, path, settings));
  return runGuarded(work, state, (response) => {
    if (!response) return respondUndeclared(request, target, state);
    // The journal keeps no tokens.
    const view = viewOf(request, { ...target, path }, undefined);
    state.options.observe?.(view, { ...response, body: undefined });
    return response;
  });
}

/** Waits for work that a reset interrupts, and continues with its result. */
function runGuarded<T>(
  work: Promise<T>,
  { options: { guard = (unguarded) => unguarded } }: HandlerState,
  proceed: (result: T) => PendingResponse,
): Promise<MockResponse> {
  return guard(work).then(proceed, interruptedResponse);
}

function respondUndeclared(
  request: MockRequest,
  target: RequestTarget,
  { options, basePath }: HandlerState,
): MockResponse {
  const response =
    request.method === "OPTIONS"
      ? optionsResponse(request, anyMethod)
      : notFoundResponse(unknownPathMessage(target.path, basePath));
  options.observe?.(viewOf(request, target, undefined), response);
  return response;
}

function dispatch(
  request: MockRequest,
  target: RequestTarget,
  route: Route,
  state: HandlerState,
  settings: HttpSettings,
): PendingResponse {
  const method = request.method === "HEAD" ? "GET" : request.method;
  const operation = route.methods.get(method);
  const id = route.rawId === undefined ? "" : decodeSegment(route.rawId);
  const refusal =
    method === "OPTIONS"
      ? optionsResponse(request, route.allow)
      : !operation
        ? notAllowedResponse(request.method, route.allow)
        : id === undefined
          ? errorResponse(
              "badUrl",
              "The id in the path contains a control character or invalid percent-encoding.",
            )
          : deliveryRefusal(request, operation);
  const refuse = (response: MockResponse): PendingResponse => {
    const below = { ...target, path: target.path.slice(state.basePath.length) };
    return observeResponse(response, request, viewOf(request, below, operation?.id), state.options);
  };
  if (refusal || !operation || id === undefined) {
    return refuse(refusal ?? notAllowedResponse(request.method, route.allow));
  }
  const proceed = (access: TokenCheck): PendingResponse => {
    if ("refusal" in access) return refuse(access.refusal);
    const { engine, basePath, compile } = state;
    const { path, query } = target;
    const call = { request, engine, settings, operation, access, basePath, path, query, id };
    return withPatterns({ ...call, body: {}, compile }, state);
  };
  const access = accessOf(request, state, settings);
  return access instanceof Promise ? runGuarded(access, state, proceed) : proceed(access);
}

/**
 * Loads the engine for patterns if the query may have one, and then performs the call. Performs all
 * other calls at once.
 */
function withPatterns(call: OperationCall, state: HandlerState): PendingResponse {
  if (call.compile || !mayHoldPattern(queryOf(call))) return state.perform(call);
  return runGuarded(loadPatterns(), state, (compile) => {
    state.compile = compile;
    return state.perform({ ...call, compile });
  });
}

/**
 * Returns the text that may contain a pattern: the query of a list, or the body of a registration.
 */
function queryOf({ operation, query, request }: OperationCall): string {
  if (operation.isList) return query;
  const isRegistration = operation.id === "registerListener" && request.body instanceof Uint8Array;
  return isRegistration ? new TextDecoder().decode(request.body) : "";
}

/** Returns the access of a request, or its refusal for its token or its rate. */
function accessOf(
  request: MockRequest,
  state: HandlerState,
  settings: HttpSettings,
): TokenCheck | Promise<TokenCheck> {
  if (!settings.auth && !settings.rateLimit) {
    return { credential: request.header("authorization") ?? "" };
  }
  const { limiter, engine, options } = state;
  state.access ??= import("./access.ts");
  return state.access.then(({ checkAccess }) =>
    checkAccess(request, settings, options.oauth, limiter, engine.now()),
  );
}

/** Creates the journal's view of a request without an operation. */
function viewOf(
  request: MockRequest,
  { path, query }: RequestTarget,
  operation: string | undefined,
): Parameters<NonNullable<HandlerOptions["observe"]>>[0] {
  return {
    operation,
    method: request.method,
    path,
    query,
    header: request.header,
    headers: request.headers,
    body: undefined,
  };
}

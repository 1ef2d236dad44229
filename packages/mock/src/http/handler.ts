import { basePath as contractBasePath } from "@tmf654/contract";
import type { Engine } from "../ports/engine.ts";
import type { ControlPlane, Handler, HandlerOptions } from "../ports/handler.ts";
import type { MockRequest, MockResponse } from "../ports/http-message.ts";
import type { Body } from "../ports/resource.ts";
import { createArrivalSteps, methodOf } from "./arrival-steps.ts";
import { type HttpCall, noOperation } from "./call.ts";
import { createDateHeader } from "./date.ts";
import { createChangingSteps } from "./execute.ts";
import { toFetch } from "./fetch.ts";
import { globalsMessage, missingGlobals } from "./globals.ts";
import type { HandlerState } from "./handler-state.ts";
import { withCommonHeaders, withoutBody } from "./headers.ts";
import { createIdempotencyMemory } from "./idempotency.ts";
import { observeResponse } from "./observe-response.ts";
import { createOperationSteps, type OperationSteps } from "./operation-steps.ts";
import { composeSteps, type NextStep } from "./pipeline.ts";
import { noPreferences } from "./prefer.ts";
import { toPublished } from "./published.ts";
import { createRateLimiter } from "./rate-limit.ts";
import { errorResponse, isUploadLimitReached, type PendingResponse } from "./responses.ts";
import { createHttpSettings } from "./settings.ts";
import { decodeSegment, isControlPath, type RequestTarget, readTarget } from "./target.ts";

const noBody: Body = {};

/**
 * Creates the HTTP layer of an engine, which turns requests into responses. The layer stores
 * Idempotency-Keys in `idempotencyMemory`. `wrapSteps` may add a wait to the steps of an operation.
 */
export function createHandler(
  engine: Engine,
  options: HandlerOptions = {},
  idempotencyMemory = createIdempotencyMemory(),
  limiter = createRateLimiter(),
  wrapSteps = (steps: OperationSteps) => steps,
): Handler {
  const settings = createHttpSettings(() => engine.profile);
  const state: HandlerState = {
    engine,
    options,
    basePath: (options.basePath ?? contractBasePath).replace(/\/$/, ""),
    settings,
    limiter,
    idempotencyMemory,
    compile: undefined,
    access: undefined,
    date: createDateHeader(() => engine.now()),
  };
  const operationSteps = wrapSteps(createOperationSteps(state));
  const runSteps = composeSteps({
    decide: { ...createArrivalSteps(state, operationSteps), ...operationSteps },
    change: createChangingSteps(options),
  });
  const handle = (request: MockRequest): PendingResponse => {
    try {
      if (isUploadLimitReached(request.body))
        options.onBodyLimit?.("uploadBytes", request.body.uploadBytes);
      const response = respond(request, state, runSteps);
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
  const missingNames = missingGlobals();
  const reason =
    missingNames.length > 0
      ? globalsMessage("it", missingNames)
      : "this is a bug in the mock itself.";
  return errorResponse("internal", `The mock failed: ${reason}`);
}

function respond(request: MockRequest, state: HandlerState, runSteps: NextStep): PendingResponse {
  const target = readTarget(request.target);
  const { options } = state;
  if (options.control && isControlPath(target.path)) {
    return respondControl(request, options.control, state);
  }
  options.beforeRequest?.();
  const call = createCall(request, target, state);
  const response = runSteps(call);
  // Most responses do not have to wait, so no callbacks are created for them.
  return response instanceof Promise
    ? response.then((settledResponse) => settleResponse(settledResponse, call, state))
    : settleResponse(response, call, state);
}

/** Records a response, and adds its headers. */
function settleResponse(
  response: MockResponse,
  call: HttpCall,
  state: HandlerState,
): PendingResponse {
  const observedResponse = observeResponse(toShown(response, call), call, state.options);
  return observedResponse instanceof Promise
    ? observedResponse.then((finalResponse) => finishResponse(finalResponse, call, state))
    : finishResponse(observedResponse, call, state);
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

function createCall(
  request: MockRequest,
  { path, query }: RequestTarget,
  state: HandlerState,
): HttpCall {
  const { engine, basePath, compile } = state;
  const settings = state.settings();
  const route = path.startsWith(basePath)
    ? settings.router(path.slice(basePath.length))
    : undefined;
  const id = route?.rawId === undefined ? "" : decodeSegment(route.rawId);
  return {
    request,
    engine,
    settings,
    basePath,
    path,
    query,
    route,
    operation: route?.methods.get(methodOf(request.method)) ?? noOperation,
    id: id ?? "",
    isIdReadable: id !== undefined,
    notes: state.options.startNotes?.(),
    decidedBy: "state",
    isSecret: false,
    access: { credential: request.header("authorization") ?? "" },
    compile,
    startedAt: undefined,
    checkedBody: undefined,
    body: noBody,
    view: undefined,
    preferences: noPreferences,
    fault: undefined,
    foundResource: undefined,
    parsedQuery: undefined,
    engineFault: undefined,
    effects: undefined,
    origin: undefined,
    requestNumber: undefined,
  };
}

/** Returns a response as the profile shows it. */
function toShown(response: MockResponse, { settings, operation }: HttpCall): MockResponse {
  return settings.additions || operation === noOperation
    ? response
    : toPublished(response, operation);
}

/** Adds `Date` and CORS headers, and removes the body of a response to HEAD. */
function finishResponse(
  response: MockResponse,
  { request, requestNumber }: HttpCall,
  { date, basePath, options }: HandlerState,
): PendingResponse {
  const finish = (linkedResponse: MockResponse): MockResponse =>
    withoutBody(withCommonHeaders(linkedResponse, request, date(), requestNumber), request);
  const prefix = options.forwardedPrefix ? request.header("x-forwarded-prefix") : undefined;
  if (prefix === undefined) return finish(response);
  return import("./forwarded-prefix.ts").then(({ withPrefix }) =>
    finish(withPrefix(response, prefix, basePath)),
  );
}

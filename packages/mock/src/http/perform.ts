import { DelayError } from "../clock/delays.ts";
import type { CommandEffects, RequestOrigin } from "../ports/activity.ts";
import type { Fault } from "../ports/fault.ts";
import type { HandlerOptions } from "../ports/handler.ts";
import type { MockResponse, RequestView } from "../ports/http-message.ts";
import type { Body } from "../ports/resource.ts";
import { issuesMessage } from "../schema/issues.ts";
import { requestWarnings, responseIssues } from "../schema/messages.ts";
import { isTooLarge, readBody } from "./body.ts";
import type { OperationCall } from "./call.ts";
import { errorBody } from "./errors.ts";
import { applyFault, simulatedResponse } from "./faults.ts";
import type { IdempotencyMemory } from "./idempotency.ts";
import { observeResponse } from "./observe-response.ts";
import { readPrefer } from "./prefer.ts";
import { toPublished } from "./published.ts";
import { list, retrieve } from "./reads.ts";
import {
  bodyResponse,
  errorResponse,
  issuesResponse,
  mapResponse,
  type PendingResponse,
} from "./responses.ts";
import { bodyIssues, withArrays } from "./validate.ts";
import { write } from "./writes.ts";

/**
 * A function that performs a call, in this order: body, `Prefer`, faults before, engine, faults
 * after, journal.
 */
export type CallRunner = (call: OperationCall) => PendingResponse;

/** The body of a request after the checks. */
type CheckedBody =
  | { readonly kind: "received"; readonly body: Body; readonly text: string }
  /** The refusal of a body. `body` is undefined if it cannot be read. */
  | { readonly kind: "refused"; readonly refusal: MockResponse; readonly body: Body | undefined };

/** A call in progress, with its view for the journal and the fault rules. */
interface RunningCall {
  readonly call: OperationCall;
  readonly options: HandlerOptions;
  readonly view: RequestView | undefined;
  /** The fault from the engine. It is applied to the response after the commit. */
  fault: Fault | undefined;
  effects: CommandEffects | undefined;
  origin: RequestOrigin | undefined;
}

const longestKey = 255;

/** Creates the function that performs calls. `memory` stores the Idempotency-Keys. */
export function createCallRunner(options: HandlerOptions, memory: IdempotencyMemory): CallRunner {
  return (bare) => {
    const startedAt = performance.now();
    const read = bare.operation.body === null ? undefined : checkBody(bare, options);
    const call = read?.kind === "received" ? { ...bare, body: read.body } : bare;
    const { faults, observe, contractGuard } = options;
    const isViewed = faults || observe || contractGuard;
    const view = isViewed ? viewOf(call, startedAt, read) : undefined;
    const none = { fault: undefined, effects: undefined, origin: undefined };
    const running: RunningCall = { call, options, view, ...none };
    const text = read?.kind === "received" ? read.text : "";
    const whole =
      read?.kind === "refused"
        ? applyBefore(running, () => read.refusal)
        : withIdempotency(running, memory, text);
    const { settings, operation } = call;
    const response = settings.additions
      ? whole
      : mapResponse(whole, (final) => toPublished(final, operation));
    if (!view) return response;
    return mapResponse(response, (final) => {
      const { effects, origin } = running;
      const withEffects = origin ? { ...view, effects, origin } : view;
      return observeResponse(final, call.request, withEffects, options);
    });
  };
}

function viewOf(call: OperationCall, startedAt: number, read?: CheckedBody): RequestView {
  const { operation, request, query } = call;
  const path = call.path.slice(call.basePath.length);
  const { method, header, headers } = request;
  const { id } = operation;
  return { operation: id, method, path, query, header, headers, body: read?.body, startedAt };
}

/** Reads the body and checks it against its schema. One refusal lists all issues. */
function checkBody(
  { settings, operation, request }: OperationCall,
  { onBodyLimit }: HandlerOptions,
): CheckedBody {
  const { maximumBodyBytes } = settings;
  if (isTooLarge(request, maximumBodyBytes)) onBodyLimit?.("maximumBodyBytes", maximumBodyBytes);
  const read = readBody(request, maximumBodyBytes);
  if ("refusal" in read) return { kind: "refused", refusal: read.refusal, body: undefined };
  const body = settings.arrays ? read.body : withArrays(operation, read.body);
  const issues = bodyIssues(operation, body, settings);
  if (issues.length > 0) return { kind: "refused", refusal: issuesResponse(issues), body };
  return { kind: "received", body, text: read.text };
}

/**
 * Runs a POST with a key at most once. The stored response does not include faults after the
 * commit.
 */
function withIdempotency(
  running: RunningCall,
  memory: IdempotencyMemory,
  text: string,
): PendingResponse {
  const { operation, request, engine, settings, access } = running.call;
  const key = operation.method === "POST" ? request.header("idempotency-key") : undefined;
  const run = (): PendingResponse => applyBefore(running, () => execute(running));
  if (key === undefined) return applyAfter(running, run());
  if (key.trim() === "" || key.length > longestKey) {
    const message = `Idempotency-Key must have 1 to ${longestKey} characters.`;
    return errorResponse("badHeader", message);
  }
  const scope = JSON.stringify([key, access.credential, operation.id]);
  const keyedRequest = { scope, body: text, now: engine.now(), ttlMs: settings.idempotencyTtlMs };
  return applyAfter(running, memory.once(keyedRequest, run));
}

/** Applies the faults before the command: waits, or replaces the response. */
function applyBefore(
  { call, options, view }: RunningCall,
  run: () => MockResponse,
): PendingResponse {
  const preferences = readPrefer(call.request.header("prefer"));
  const fault = view && options.faults?.(view, "before");
  const latencyMs = options.latencyMs?.() ?? 0;
  const delayMs = Math.max(preferences.delayMs ?? 0, fault?.delayMs ?? 0, latencyMs);
  const proceed = (): MockResponse => {
    if (preferences.code !== undefined) return markUnexecuted(simulatedResponse(preferences.code));
    if (!fault?.kind) return run();
    if (fault.kind === "expireToken") {
      const expired = call.access.expire?.();
      return expired ? markUnexecuted({ ...expired, simulated: true }) : run();
    }
    return markUnexecuted(applyFault(simulatedResponse(fault.status ?? 503), fault));
  };
  return delayMs > 0 && options.sleep
    ? options.sleep(delayMs).then(proceed, (error) => markUnexecuted(interruptedResponse(error)))
    : proceed();
}

function markUnexecuted(response: MockResponse): MockResponse {
  return { ...response, isUnexecuted: true };
}

/** Applies the fault of a rule or of the engine after the commit. */
function applyAfter(running: RunningCall, pending: PendingResponse): PendingResponse {
  return mapResponse(pending, (response) => {
    if (response.simulated) return response;
    const { options, view } = running;
    const fault = running.fault ?? (view && options.faults?.(view, "after"));
    if (!fault) return response;
    if (fault.kind === "expireToken") running.call.access.expire?.();
    const faulty = applyFault(response, fault);
    if (!fault.delayMs || !options.sleep) return faulty;
    return options.sleep(fault.delayMs).then(() => faulty, interruptedResponse);
  });
}

/** Creates the response to a request whose wait was interrupted. */
export function interruptedResponse(error: unknown): MockResponse {
  if (!(error instanceof DelayError)) throw error;
  const isStale = error.code === "interrupted";
  const name = isStale ? "interrupted" : "unavailable";
  return { ...errorResponse(name, error.message), simulated: true, isStale };
}

function execute(running: RunningCall): MockResponse {
  const { call, options } = running;
  if (call.operation.method === "GET") {
    return checkResponse(running, call.operation.isList ? list(call) : retrieve(call));
  }
  const run = () => write(call);
  const [{ response, fault }, effects, origin] = options.collect?.(run) ?? [run()];
  running.fault = fault;
  running.effects = effects;
  running.origin = origin;
  const warned = withWarnings(call, response);
  return options.checkResponses ? checkResponse(running, warned) : warned;
}

/**
 * With `Prefer: warnings`, adds the header `X-Warnings` with the code and the path of each
 * warning.
 */
function withWarnings({ operation, request, body }: OperationCall, response: MockResponse) {
  const isAsked = readPrefer(request.header("prefer")).warnings === true;
  const warnings = isAsked && response.status < 300 ? requestWarnings(operation, body) : [];
  if (warnings.length === 0) return response;
  const text = warnings.map(({ code, path }) => `${code} ${path}`).join(", ");
  return { ...response, headers: { ...response.headers, "x-warnings": text } };
}

/**
 * With `checkResponses`, replaces a response that breaks the contract by a 500 that lists the
 * issues.
 */
function checkResponse({ call, options }: RunningCall, response: MockResponse): MockResponse {
  if (!options.checkResponses || response.status >= 300 || response.body === undefined)
    return response;
  if (call.query.includes("fields")) return response;
  const body: unknown = JSON.parse(response.body);
  const issues = responseIssues(call.operation, body);
  if (issues.length === 0) return response;
  const message = `The mock's own response breaks the contract: ${issuesMessage(issues)}`;
  return bodyResponse(errorBody("internal", message, issues));
}

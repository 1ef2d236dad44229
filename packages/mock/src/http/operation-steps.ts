import type { HandlerOptions } from "../ports/handler.ts";
import type { MockResponse } from "../ports/http-message.ts";
import { loadPatternCompiler, mayHoldPattern } from "../query/patterns.ts";
import { isTooLarge, readRequestBody, sizeRefusal } from "./body.ts";
import { type CheckedBody, type HttpCall, requestView } from "./call.ts";
import { execute } from "./execute.ts";
import { applyFault, simulatedResponse } from "./faults.ts";
import { type HandlerState, runUntilReset } from "./handler-state.ts";
import { interruptedResponse } from "./interrupted.ts";
import type { DecidingStep, HttpSteps, NextStep } from "./pipeline.ts";
import { readPrefer } from "./prefer.ts";
import { findResource, readQuery } from "./reads.ts";
import { errorResponse, issuesResponse, type PendingResponse, toUnexecuted } from "./responses.ts";
import { bodyIssues, withArrays } from "./validate.ts";
import { preconditionFailure } from "./writes.ts";

/** The steps of an operation, from its body to its execution. */
export type OperationSteps = Pick<
  HttpSteps["decide"],
  | "bodySize"
  | "idempotencyKey"
  | "delay"
  | "prefer"
  | "faultBefore"
  | "body"
  | "precondition"
  | "resource"
  | "query"
  | "operation"
>;

const longestKey = 255;

/** Creates the steps of an operation, from its body to its execution. */
export function createOperationSteps(state: HandlerState): OperationSteps {
  const { options } = state;
  const needsView = options.faults || options.observe || options.contractGuard;
  return {
    bodySize: (call, next) => {
      call.startedAt = performance.now();
      const refusal = readCallBody(call, options);
      if (needsView) call.view = requestView(call);
      return refusal ? toUnexecuted(refusal) : next(call);
    },
    idempotencyKey: (call, next) => checkKey(call, next, state),
    delay: delayStep(state),
    prefer: (call, next) => {
      const { code } = call.preferences;
      return code === undefined ? next(call) : toUnexecuted(simulatedResponse(code));
    },
    faultBefore: (call, next) => {
      const { fault, access } = call;
      if (!fault?.kind) return next(call);
      if (fault.kind !== "expireToken") {
        return toUnexecuted(applyFault(simulatedResponse(fault.status ?? 503), fault));
      }
      const expiredResponse = access.expire?.();
      return expiredResponse ? toUnexecuted({ ...expiredResponse, simulated: true }) : next(call);
    },
    body: (call, next) =>
      call.checkedBody?.kind === "refused" ? toUnexecuted(call.checkedBody.refusal) : next(call),
    precondition: (call, next) => preconditionFailure(call) ?? next(call),
    resource: (call, next) => findResource(call) ?? next(call),
    query: (call, next) => readQuery(call) ?? next(call),
    operation: (call) => execute(call, options),
  };
}

/**
 * Reads the body of a call and checks it against its schema. Returns only the refusal of a body
 * that is too large. An invalid body is refused later, because a key, `Prefer` and fault rules come
 * first.
 */
function readCallBody(call: HttpCall, { onBodyLimit }: HandlerOptions): MockResponse | undefined {
  const { operation, request, settings } = call;
  if (operation.body === null) return undefined;
  const { maximumBodyBytes } = settings;
  if (isTooLarge(request, maximumBodyBytes)) onBodyLimit?.("maximumBodyBytes", maximumBodyBytes);
  const refusal = sizeRefusal(request, maximumBodyBytes);
  if (refusal) return refusal;
  call.checkedBody = checkBody(call);
  if (call.checkedBody.kind === "received") call.body = call.checkedBody.body;
  return undefined;
}

/** Checks a body against its schema. One refusal lists all issues. */
function checkBody({ settings, operation, request }: HttpCall): CheckedBody {
  const bodyResult = readRequestBody(request);
  if ("refusal" in bodyResult)
    return { kind: "refused", refusal: bodyResult.refusal, body: undefined };
  const body = settings.arrays ? bodyResult.body : withArrays(operation, bodyResult.body);
  const issues = bodyIssues(operation, body, settings);
  if (issues.length > 0) return { kind: "refused", refusal: issuesResponse(issues), body };
  return { kind: "received", body, text: bodyResult.text };
}

/**
 * Runs a POST with a key at most once. The stored response does not include what later steps
 * change.
 */
function checkKey(
  call: HttpCall,
  next: NextStep,
  { idempotencyMemory }: HandlerState,
): PendingResponse {
  const { operation, request, engine, settings, access } = call;
  const key = operation.method === "POST" ? request.header("idempotency-key") : undefined;
  if (key === undefined) return next(call);
  if (key.trim() === "" || key.length > longestKey) {
    const message = `Idempotency-Key must have 1 to ${longestKey} characters.`;
    return toUnexecuted(errorResponse("badHeader", message));
  }
  const scope = JSON.stringify([key, access.credential, operation.id]);
  const body = bodyText(call);
  call.keyedRequest = { scope, body, now: engine.now(), ttlMs: settings.idempotencyTtlMs };
  return idempotencyMemory.runOnce(call.keyedRequest, () => next(call));
}

/** The text of a body, also of one that is refused later. */
function bodyText({ checkedBody, request: { body } }: HttpCall): string {
  if (checkedBody?.kind === "received") return checkedBody.text;
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : "";
}

/**
 * Creates the step that finds the fault rule, and waits for the longest of the request's delays.
 */
function delayStep(state: HandlerState): DecidingStep {
  const { options } = state;
  return (call, next) => {
    call.preferences = readPrefer(call.request.header("prefer"));
    call.fault = call.view && options.faults?.(call.view, "before", call.notes?.faults);
    const latencyMs = options.latencyMs?.() ?? 0;
    const delayMs = Math.max(call.preferences.delayMs ?? 0, call.fault?.delayMs ?? 0, latencyMs);
    if (delayMs > 0 && options.sleep) {
      return options.sleep(delayMs).then(
        () => withPatterns(call, next, state),
        (error: unknown) => toUnexecuted(interruptedResponse(error)),
      );
    }
    return withPatterns(call, next, state);
  };
}

/** Loads the engine for patterns if the query may have one, and then continues. */
function withPatterns(call: HttpCall, next: NextStep, state: HandlerState): PendingResponse {
  if (state.compile || !mayHoldPattern(queryOf(call))) {
    call.compile = state.compile;
    return next(call);
  }
  return runUntilReset(loadPatternCompiler(), state, (compile) => {
    state.compile = compile;
    call.compile = compile;
    return next(call);
  });
}

/**
 * Returns the text that may contain a pattern: the query of a list, or the body of a registration.
 */
function queryOf({ operation, query, request }: HttpCall): string {
  if (operation.isList) return query;
  const isRegistration = operation.id === "registerListener" && request.body instanceof Uint8Array;
  return isRegistration ? new TextDecoder().decode(request.body) : "";
}

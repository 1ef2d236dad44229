import type { Fault } from "../ports/fault.ts";
import type { HandlerOptions } from "../ports/handler.ts";
import type { MockResponse } from "../ports/http-message.ts";
import { issuesMessage } from "../schema/issues.ts";
import { requestWarnings, responseIssues } from "../schema/messages.ts";
import type { HttpCall } from "./call.ts";
import { errorBody } from "./errors.ts";
import { applyFault } from "./faults.ts";
import { interruptedResponse } from "./interrupted.ts";
import type { HttpSteps } from "./pipeline.ts";
import { respondToRead } from "./reads.ts";
import { bodyResponse, type PendingResponse } from "./responses.ts";
import { write } from "./writes.ts";

/** Executes an operation: a read, or a command of the engine. */
export function execute(call: HttpCall, options: HandlerOptions): PendingResponse {
  if (call.operation.method === "GET") return respondToRead(call, options);
  const run = () => write(call);
  const [{ response, fault }, effects, origin] = options.collect?.(run, call.notes) ?? [run()];
  call.engineFault = fault;
  call.effects = effects;
  call.origin = origin;
  return withWarnings(call, response);
}

/**
 * With `Prefer: warnings`, adds the header `X-Warnings` with the code and the path of each
 * warning.
 */
function withWarnings({ operation, preferences, body }: HttpCall, response: MockResponse) {
  const wantsWarnings = preferences.warnings === true;
  const warnings = wantsWarnings && response.status < 300 ? requestWarnings(operation, body) : [];
  if (warnings.length === 0) return response;
  const text = warnings.map(({ code, path }) => `${code} ${path}`).join(", ");
  return { ...response, headers: { ...response.headers, "x-warnings": text } };
}

/** Creates the steps that may replace the response of an executed operation. */
export function createChangingSteps(options: HandlerOptions): HttpSteps["change"] {
  return {
    contractCheck: (call, response) =>
      options.checkResponses ? checkResponse(call, response) : response,
    lostResponse: (call, response) => {
      const { engineFault } = call;
      return engineFault ? applyLateFault(response, engineFault, options) : response;
    },
    faultAfter: (call, response) => {
      const { view, notes } = call;
      const fault = view && options.faults?.(view, "after", notes?.faults);
      if (!fault) return response;
      if (fault.kind === "expireToken") call.access.expire?.();
      return applyLateFault(response, fault, options);
    },
  };
}

/** Applies a fault to a response, after the delay of the fault. */
function applyLateFault(
  response: MockResponse,
  fault: Fault,
  { sleep }: HandlerOptions,
): PendingResponse {
  const faultyResponse = applyFault(response, fault);
  if (!fault.delayMs || !sleep) return faultyResponse;
  return sleep(fault.delayMs).then(() => faultyResponse, interruptedResponse);
}

/** Replaces a response that breaks the contract by a 500 that lists the issues. */
function checkResponse({ operation, query }: HttpCall, response: MockResponse): MockResponse {
  if (response.status >= 300 || response.body === undefined || query.includes("fields")) {
    return response;
  }
  const issues = responseIssues(operation, JSON.parse(response.body));
  if (issues.length === 0) return response;
  const message = `The mock's own response breaks the contract: ${issuesMessage(issues)}`;
  return bodyResponse(errorBody("internal", message, issues));
}

import type { HandlerOptions } from "../ports/handler.ts";
import type { MockResponse, RequestView } from "../ports/http-message.ts";
import { type HttpCall, requestView } from "./call.ts";
import type { PendingResponse } from "./responses.ts";

/** Records a response after the check of the contract guard, and returns it. */
export function observeResponse(
  response: MockResponse,
  call: HttpCall,
  options: HandlerOptions,
): PendingResponse {
  const { observe, contractGuard } = options;
  if (!observe && !contractGuard) return response;
  // The journal keeps no parameters of a token request, and no tokens.
  const knownView = (call.isSecret ? undefined : call.view) ?? requestView(call);
  const { effects, origin } = call;
  const view = origin ? { ...knownView, effects, origin } : knownView;
  // Only the paths of the contract have a declaration to compare with.
  if (!contractGuard || !call.route || response.drop || response.isStale)
    return recordResponse(response, view, call, observe);
  return import("./guard-response.ts")
    .then(({ guardResponse }) => guardResponse(call, view, response, contractGuard))
    .then((finalResponse) => recordResponse(finalResponse, view, call, observe));
}

function recordResponse(
  response: MockResponse,
  view: RequestView,
  call: HttpCall,
  observe: HandlerOptions["observe"],
): MockResponse {
  if (response.isStale || !observe) return response;
  const mayHaveToken = call.isSecret && response.status < 400;
  call.requestNumber = observe(
    view,
    mayHaveToken ? { ...response, body: undefined } : response,
    call,
  );
  return response;
}

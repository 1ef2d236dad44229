import type { GuardIssue } from "../ports/contract-guard.ts";
import type { HandlerOptions } from "../ports/handler.ts";
import type { MockResponse, RequestView } from "../ports/http-message.ts";
import { type HttpCall, requestView } from "./call.ts";
import type { PendingResponse } from "./responses.ts";
import { joinTarget } from "./target.ts";

/** Headers above this length are refused by some clients. */
const longestHeader = 8000;

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
  const guardedResponse = guardResponse(call, view, response, contractGuard);
  return guardedResponse instanceof Promise
    ? guardedResponse.then((finalResponse) => recordResponse(finalResponse, view, call, observe))
    : recordResponse(guardedResponse, view, call, observe);
}

function recordResponse(
  response: MockResponse,
  view: RequestView,
  call: HttpCall,
  observe: HandlerOptions["observe"],
): MockResponse {
  if (response.isStale || !observe) return response;
  const hasToken = call.isSecret && response.status < 400;
  call.requestNumber = observe(view, hasToken ? { ...response, body: undefined } : response, call);
  return response;
}

/** Adds the issues of the contract guard to a response, also in Prism's header `sl-violations`. */
function guardResponse(
  { request, route }: HttpCall,
  view: RequestView,
  response: MockResponse,
  contractGuard: HandlerOptions["contractGuard"],
): PendingResponse {
  // Only the paths of the contract have a declaration to compare with.
  if (!contractGuard || !route || response.drop || response.isStale) return response;
  const call = {
    method: request.method,
    path: joinTarget(view),
    requestHeaders: request.headers(),
    requestBody:
      request.body instanceof Uint8Array ? new TextDecoder().decode(request.body) : undefined,
    status: response.status,
    headers: response.headers,
    body: response.body,
  };
  return contractGuard(call).then((guardIssues) => {
    if (guardIssues.length === 0) return response;
    const headers = { ...response.headers, "sl-violations": violationsHeader(guardIssues) };
    return { ...response, headers, guardIssues };
  });
}

/** The issues in the form of Prism's header: as many as fit, in ASCII. */
function violationsHeader(issues: readonly GuardIssue[]): string {
  const headerValues: string[] = [];
  let length = 0;
  for (const { in: side, severity, path, code, message } of issues) {
    const location = [side, ...path];
    const severityText = severity === "error" ? "Error" : "Warning";
    const text = toAscii(JSON.stringify({ location, severity: severityText, code, message }));
    length += text.length + 1;
    if (length > longestHeader) break;
    headerValues.push(text);
  }
  return `[${headerValues.join(",")}]`;
}

function toAscii(json: string): string {
  return json.replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

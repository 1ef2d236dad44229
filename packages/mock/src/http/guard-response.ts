import type { GuardIssue } from "../ports/contract-guard.ts";
import type { HandlerOptions } from "../ports/handler.ts";
import type { MockRequest, MockResponse } from "../ports/http-message.ts";
import type { PendingResponse } from "./responses.ts";
import { joinTarget, type RequestTarget } from "./target.ts";

/** Headers above this length are refused by some clients. */
const longestHeader = 8000;

/**
 * Adds the issues of the contract guard to a response, also in Prism's header `sl-violations`.
 * `below` is the target below the base path.
 */
export function guardResponse(
  request: MockRequest,
  below: RequestTarget,
  response: MockResponse,
  { contractGuard }: HandlerOptions,
): PendingResponse {
  if (!contractGuard || response.drop || response.isStale) return response;
  const call = {
    method: request.method,
    path: joinTarget(below),
    requestHeaders: Object.fromEntries(request.headers()),
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
  const kept: string[] = [];
  let length = 0;
  for (const { in: side, severity, path, code, message } of issues) {
    const location = [side, ...path];
    const shown = severity === "error" ? "Error" : "Warning";
    const text = asAscii(JSON.stringify({ location, severity: shown, code, message }));
    length += text.length + 1;
    if (length > longestHeader) break;
    kept.push(text);
  }
  return `[${kept.join(",")}]`;
}

function asAscii(json: string): string {
  return json.replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

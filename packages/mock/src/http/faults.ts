import type { Fault } from "../ports/fault.ts";
import type { MockResponse } from "../ports/http-message.ts";
import { simulatedBody } from "./errors.ts";
import { bodyResponse } from "./responses.ts";

/** The headers that a simulated status needs. */
const requiredHeaders: { readonly [status: number]: { readonly [name: string]: string } } = {
  401: { "www-authenticate": 'Bearer realm="tmf654-mock"' },
  405: { allow: "GET, HEAD, OPTIONS" },
  429: { "retry-after": "1" },
  503: { "retry-after": "1" },
};

/** Creates the response with a status that `Prefer` or a fault rule requests. */
export function simulatedResponse(
  status: number,
  error?: Fault["error"],
  retryAfterSeconds?: number,
): MockResponse {
  const headers: Record<string, string> = { ...requiredHeaders[status] };
  if (retryAfterSeconds !== undefined) headers["retry-after"] = String(retryAfterSeconds);
  return { ...bodyResponse(simulatedBody(status, error), headers), simulated: true };
}

/** Returns the response after a fault. The caller handles `delayMs`. */
export function applyFault(response: MockResponse, fault: Fault): MockResponse {
  switch (fault.kind) {
    case "drop":
      return { ...response, drop: true, simulated: true };
    case "malformed":
      // HTTP does not allow a body with 204 and 304, not even a broken one.
      if (response.body === undefined) return response;
      return { ...response, body: truncateJson(response.body), simulated: true };
    case "status":
      return simulatedResponse(fault.status ?? 503, fault.error, fault.retryAfterSeconds);
    default:
      return response;
  }
}

/** Cuts a body to invalid JSON, as after a broken connection. */
function truncateJson(body: string): string {
  return body.length < 2 ? "{" : body.slice(0, Math.ceil(body.length / 2));
}

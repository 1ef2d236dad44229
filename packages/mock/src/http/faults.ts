import type { Fault } from "../ports/fault.ts";
import type { MockResponse } from "../ports/http-message.ts";
import { simulatedBody } from "./errors.ts";
import { errorAnswer } from "./responses.ts";

/** What `Allow`, `Retry-After` and `WWW-Authenticate` say when a status that needs one is asked for. */
const companions: { readonly [status: number]: { readonly [name: string]: string } } = {
  401: { "www-authenticate": 'Bearer realm="tmf654-mock"' },
  405: { allow: "GET, HEAD, OPTIONS" },
  429: { "retry-after": "1" },
  503: { "retry-after": "1" },
};

/** The answer with a status that somebody asked for. */
export function simulatedAnswer(
  status: number,
  error?: Fault["error"],
  retryAfterSeconds?: number,
): MockResponse {
  const headers: Record<string, string> = { ...companions[status] };
  if (retryAfterSeconds !== undefined) headers["retry-after"] = String(retryAfterSeconds);
  return { ...errorAnswer(simulatedBody(status, error), headers), simulated: true };
}

/** What is left of an answer after a fault; its delay is not done here. */
export function spoil(answer: MockResponse, fault: Fault): MockResponse {
  switch (fault.kind) {
    case "drop":
      return { ...answer, drop: true, simulated: true };
    case "malformed":
      // To 204 and 304 HTTP lets no body belong, not even a broken one.
      if (answer.body === undefined) return answer;
      return { ...answer, body: cutShort(answer.body), simulated: true };
    case "status":
      return simulatedAnswer(fault.status ?? 503, fault.error, fault.retryAfterSeconds);
    default:
      return answer;
  }
}

/** A text that no JSON parser takes, as a connection would leave it that broke half-way. */
function cutShort(body: string): string {
  return body.length < 2 ? "{" : body.slice(0, Math.ceil(body.length / 2));
}

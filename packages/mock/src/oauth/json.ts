import { textResponse } from "../http/responses.ts";
import type { MockResponse } from "../ports/http-message.ts";

/** Creates a JSON response that no cache keeps, as RFC 6749 section 5.1 requires. */
export function jsonResponse(
  status: number,
  body: object,
  headers?: Readonly<Record<string, string>>,
): MockResponse {
  return textResponse(status, JSON.stringify(body), { "cache-control": "no-store", ...headers });
}

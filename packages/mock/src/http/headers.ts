import type { MockRequest, MockResponse } from "../ports/http-message.ts";
import { emptyResponse } from "./responses.ts";

/** Response headers that scripts of other origins may read. */
const exposed = [
  "X-Total-Count",
  "X-Result-Count",
  "Link",
  "Location",
  "ETag",
  "Allow",
  "Retry-After",
  "Idempotency-Replayed",
  "Preference-Applied",
  "WWW-Authenticate",
].join(", ");

const requestHeaders =
  "Accept, Authorization, Content-Type, Idempotency-Key, If-None-Match, Prefer, X-Tenant";

/** Adds what lets a page of another origin read the response; nothing where none asks. */
export function withCors(response: MockResponse, request: MockRequest): MockResponse {
  if (request.header("origin") === undefined || response.drop) return response;
  const headers = {
    ...response.headers,
    "access-control-allow-origin": "*",
    "access-control-expose-headers": exposed,
  };
  return { ...response, headers };
}

/** The response to OPTIONS: what the path allows, and to a page's preflight what it may send. */
export function optionsResponse(request: MockRequest, allow: string): MockResponse {
  const wanted = request.header("access-control-request-method");
  if (wanted === undefined) return emptyResponse(204, { allow });
  const asked = request.header("access-control-request-private-network");
  return emptyResponse(204, {
    allow,
    "access-control-allow-methods": "GET, HEAD, POST, PATCH, DELETE, OPTIONS",
    "access-control-allow-headers":
      request.header("access-control-request-headers") ?? requestHeaders,
    "access-control-max-age": "600",
    ...(asked === "true" ? { "access-control-allow-private-network": "true" } : {}),
  });
}

/** Whether an `If-None-Match` names the tag; weak comparison, as the method demands. */
export function matchesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === "*") return true;
  return header.split(",").some((each) => each.trim().replace(/^W\//, "") === tag);
}

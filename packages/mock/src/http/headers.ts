import type { MockRequest, MockResponse } from "../ports/http-message.ts";
import { emptyResponse } from "./responses.ts";

/** The response headers that scripts of other origins may read. */
export const exposedHeaders = [
  "X-Total-Count",
  "X-Result-Count",
  "Link",
  "Location",
  "ETag",
  "Date",
  "Allow",
  "Retry-After",
  "Idempotency-Replayed",
  "X-Warnings",
  "WWW-Authenticate",
  "sl-violations",
  "X-Mock-Trace",
] as const;

const exposedHeaderList = exposedHeaders.join(", ");

const requestHeaders =
  "Accept, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Prefer, X-Tenant";

/**
 * Adds the `Date` of the mock's clock, the id of the trace and the CORS headers. The origin is
 * repeated, because a request with credentials needs the exact origin.
 */
export function withCommonHeaders(
  response: MockResponse,
  request: MockRequest,
  date?: string,
  requestNumber?: number,
): MockResponse {
  if (response.drop) return response;
  const origin = request.header("origin");
  const headers: Record<string, string> = { ...response.headers, vary: "Origin" };
  if (date !== undefined) headers.date = date;
  if (requestNumber !== undefined) headers["x-mock-trace"] = String(requestNumber);
  if (origin !== undefined) {
    headers["access-control-allow-origin"] = origin;
    headers["access-control-allow-credentials"] = "true";
    headers["access-control-expose-headers"] = exposedHeaderList;
  }
  return { ...response, headers };
}

/** Removes the body of a response to HEAD and keeps the headers. */
export function withoutBody(response: MockResponse, { method }: MockRequest): MockResponse {
  if (method !== "HEAD" || response.body === undefined) return response;
  const length = new TextEncoder().encode(response.body).byteLength;
  const headers = { ...response.headers, "content-length": String(length) };
  return { ...response, headers, body: undefined };
}

/**
 * Creates the response to OPTIONS: the allowed methods, and for a preflight the allowed headers.
 */
export function optionsResponse(request: MockRequest, allow: string): MockResponse {
  const requestedMethod = request.header("access-control-request-method");
  if (requestedMethod === undefined) return emptyResponse(204, { allow });
  const wantsPrivateNetwork = request.header("access-control-request-private-network");
  return emptyResponse(204, {
    allow,
    "access-control-allow-methods": "GET, HEAD, POST, PATCH, DELETE, OPTIONS",
    "access-control-allow-headers":
      request.header("access-control-request-headers") ?? requestHeaders,
    "access-control-max-age": "600",
    ...(wantsPrivateNetwork === "true" ? { "access-control-allow-private-network": "true" } : {}),
  });
}

/** Whether an `If-None-Match` names the tag, by the weak comparison that the header requires. */
export function matchesTag(header: string | undefined, tag: string): boolean {
  return header !== undefined && namesTag(header.replace(/(^|[\s,])W\//g, "$1"), tag);
}

/**
 * Whether an `If-Match` does not name the tag, by the strong comparison that the header requires.
 */
export function failsMatch(header: string | undefined, tag: string): boolean {
  return header !== undefined && !namesTag(header, tag);
}

function namesTag(header: string, tag: string): boolean {
  return header.trim() === "*" || header.split(",").some((each) => each.trim() === tag);
}

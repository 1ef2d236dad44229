import type { MockResponse } from "../ports/http-message.ts";
import type { Issue } from "../ports/resource.ts";
import { issuesMessage } from "../schema/issues.ts";
import { type ErrorBody, type ErrorName, errorBody, issuesBody } from "./errors.ts";

/** The content type of every body; Prism compares it literally. */
export const jsonType = "application/json;charset=utf-8";

/** A response, or the promise of one where something has to wait. */
export type PendingResponse = MockResponse | Promise<MockResponse>;

/** Applies a function to a response; waits only for a promise. */
export function mapResponse(
  response: PendingResponse,
  change: (response: MockResponse) => PendingResponse,
): PendingResponse {
  return response instanceof Promise ? response.then(change) : change(response);
}

interface Headers {
  readonly [name: string]: string;
}

/** A response with a body that is JSON text already. */
export function textResponse(status: number, body: string, headers?: Headers): MockResponse {
  return { status, headers: { "content-type": jsonType, ...headers }, body };
}

/** A response without a body: 204 and 304. */
export function emptyResponse(status: number, headers: Headers = {}): MockResponse {
  return { status, headers, body: undefined };
}

/** A response with an error body; its status is the body's `status`. */
export function bodyResponse(body: ErrorBody, headers?: Headers): MockResponse {
  return textResponse(Number(body.status), JSON.stringify(body), headers);
}

/** The response for an error of the catalogue. */
export function errorResponse(name: ErrorName, message: string, headers?: Headers): MockResponse {
  return bodyResponse(errorBody(name, message), headers);
}

/** The 400 that lists every issue. */
export function issuesResponse(issues: readonly Issue[]): MockResponse {
  return bodyResponse(issuesBody(issues));
}

/** The 400 for query parameters; the `path` of an issue is the parameter's name. */
export function parametersResponse(issues: readonly Issue[]): MockResponse {
  return bodyResponse(errorBody("badParameter", issuesMessage(issues), issues));
}

/** The 404 for a resource that does not exist. */
export function notFoundResponse(what: string): MockResponse {
  const shown = what.length > 400 ? `${what.slice(0, 400)}…` : what;
  return errorResponse(
    "notFound",
    `There is no ${shown.replace(/\?$/, "")}${what.endsWith("?") ? "?" : "."}`,
  );
}

/** The 412 for an `If-Match` that names no tag of the resource. */
export function preconditionFailedResponse(etag: string): MockResponse {
  const message = `If-Match does not name the tag of the resource, ${etag}: read it again.`;
  return errorResponse("preconditionFailed", message, { etag });
}

/** The 503 while all uploads together are too large. */
export function noRoomResponse(): MockResponse {
  const message = "Too many large bodies arrive at once; repeat the request later.";
  return errorResponse("unavailable", message, { "retry-after": "1" });
}

/** The 405 with the methods that the path allows. */
export function notAllowedResponse(method: string, allow: string): MockResponse {
  const message = `${method} is not available on this path. Allowed: ${allow || "nothing"}.`;
  return errorResponse("notAllowed", message, { allow });
}

import type { MockRequest, MockResponse, UploadLimitReached } from "../ports/http-message.ts";
import type { Issue } from "../ports/resource.ts";
import { issuesMessage } from "../schema/issues.ts";
import { type ErrorBody, type ErrorName, errorBody, issuesBody } from "./errors.ts";

/** The content type of every body; Prism compares it literally. */
export const jsonType = "application/json;charset=utf-8";

/** A response, or its promise if the request has to wait. */
export type PendingResponse = MockResponse | Promise<MockResponse>;

/** Applies a function to a response. Waits only for a promise. */
export function mapResponse(
  response: PendingResponse,
  convert: (response: MockResponse) => PendingResponse,
): PendingResponse {
  return response instanceof Promise ? response.then(convert) : convert(response);
}

interface Headers {
  readonly [name: string]: string;
}

/** Creates a response with a body that is JSON text. */
export function textResponse(status: number, body: string, headers?: Headers): MockResponse {
  return { status, headers: { "content-type": jsonType, ...headers }, body };
}

/** Marks a response that was created before the operation was executed. */
export function toUnexecuted(response: MockResponse): MockResponse {
  return { ...response, isUnexecuted: true };
}

/** Creates a response without a body: 204 or 304. */
export function emptyResponse(status: number, headers: Headers = {}): MockResponse {
  return { status, headers, body: undefined };
}

/** Creates a response with an error body. The response has the `status` of the body. */
export function bodyResponse(body: ErrorBody, headers?: Headers): MockResponse {
  return textResponse(Number(body.status), JSON.stringify(body), headers);
}

/** Creates the response for an error of the catalogue. */
export function errorResponse(name: ErrorName, message: string, headers?: Headers): MockResponse {
  return bodyResponse(errorBody(name, message), headers);
}

/** Creates the 400 that lists all issues. */
export function issuesResponse(issues: readonly Issue[]): MockResponse {
  return bodyResponse(issuesBody(issues));
}

/** Creates the 400 for query parameters. The `path` of an issue is the name of the parameter. */
export function parametersResponse(issues: readonly Issue[]): MockResponse {
  return bodyResponse(errorBody("badParameter", issuesMessage(issues), issues));
}

/** Creates the 404 for a resource that does not exist. */
export function notFoundResponse(missingThing: string): MockResponse {
  const shortText = missingThing.length > 400 ? `${missingThing.slice(0, 400)}…` : missingThing;
  return errorResponse(
    "notFound",
    `There is no ${shortText.replace(/\?$/, "")}${missingThing.endsWith("?") ? "?" : "."}`,
  );
}

/** Creates the 412 for an `If-Match` without the tag of the resource. */
export function preconditionFailedResponse(etag: string): MockResponse {
  const message = `If-Match does not name the tag of the resource, ${etag}: read it again.`;
  return errorResponse("preconditionFailed", message, { etag });
}

/** Whether a body was not read, because all concurrent bodies were too large together. */
export function isUploadLimitReached(body: MockRequest["body"]): body is UploadLimitReached {
  return typeof body === "object" && "uploadBytes" in body;
}

/** Creates the 503 for uploads that are together too large. */
export function uploadLimitResponse({ uploadBytes }: UploadLimitReached): MockResponse {
  const message =
    `The bodies that arrive at once exceed ${uploadBytes} bytes: repeat the request later, or ` +
    "raise `uploadBytes` of the server.";
  return errorResponse("unavailable", message, { "retry-after": "1" });
}

/** Creates the 405 with the methods that the path allows. */
export function notAllowedResponse(method: string, allow: string): MockResponse {
  const message = `${method} is not available on this path. Allowed: ${allow || "nothing"}.`;
  return errorResponse("notAllowed", message, { allow });
}

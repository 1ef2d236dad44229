import { deliveryMark } from "../events/signature.ts";
import type { MockRequest, MockResponse } from "../ports/http-message.ts";
import { errorResponse } from "./responses.ts";
import type { HttpOperation } from "./routes.ts";

/**
 * Refuses events of a mock, except on listener paths. A lenient profile would accept an event
 * as a request and create another event.
 */
export function deliveryRefusal(
  { header }: MockRequest,
  { method, resource }: HttpOperation,
): MockResponse | undefined {
  if (method === "GET" || resource === "listener" || header(deliveryMark) === undefined) {
    return undefined;
  }
  return errorResponse(
    "forbidden",
    "An event may not execute an operation: register another callback.",
  );
}

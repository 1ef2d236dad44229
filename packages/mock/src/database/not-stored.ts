import { errorResponse, toUnexecuted } from "../http/responses.ts";
import type { MockResponse } from "../ports/http-message.ts";
import { toDatabaseError, UncertainWriteError } from "./error.ts";

/** Seconds after which a client repeats a request that the database could not store. */
const retryAfterSeconds = 1;

/** Creates the response to a request that the database could not store. */
export function notStoredResponse(error: unknown): MockResponse {
  const headers = { "retry-after": String(retryAfterSeconds) };
  return toUnexecuted(errorResponse("unavailable", notStoredMessage(error), headers));
}

/** Says what the failure of a database means for a request. */
export function notStoredMessage(error: unknown): string {
  const { message } = toDatabaseError(error);
  return error instanceof UncertainWriteError
    ? `It is not known whether the change was stored. ${message} Repeat the request with the same Idempotency-Key.`
    : `Nothing was changed. ${message} Repeat the request later.`;
}

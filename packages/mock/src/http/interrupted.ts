import { DelayError } from "../clock/delays.ts";
import type { MockResponse } from "../ports/http-message.ts";
import { errorResponse } from "./responses.ts";

/** Creates the response to a request whose wait was interrupted. */
export function interruptedResponse(error: unknown): MockResponse {
  if (!(error instanceof DelayError)) throw error;
  const isStale = error.code === "interrupted";
  const name = isStale ? "interrupted" : "unavailable";
  return { ...errorResponse(name, error.message), simulated: true, isStale };
}

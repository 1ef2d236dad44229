import type { MockResponse } from "./http-message.ts";

/** A request with an Idempotency-Key and its response, as plain JSON. */
export interface IdempotencyRecord {
  /** The key, credential and operation of the request. */
  readonly scope: string;
  readonly body: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly response: MockResponse;
}

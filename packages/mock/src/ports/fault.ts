/** A fault that delays, replaces or breaks the response to a request. */
export interface Fault {
  /** The milliseconds to wait before the response. */
  readonly delayMs?: number;
  /**
   * `drop` ends the connection. `status` sends an error. `malformed` cuts JSON text short: after
   * the commit the real response, and before the commit an error with `status`. A response without
   * a body does not change. `expireToken` ends the bearer token of the request early. Before the
   * command the response is a 401. After the command, the next request with the token gets a 401. A
   * fixed token stays valid.
   */
  readonly kind?: "drop" | "malformed" | "status" | "expireToken";
  /** The status of the error, 400 to 599. Default: 503. */
  readonly status?: number;
  /** The members of the error body, for `kind: "status"`. */
  readonly error?: { readonly code?: string; readonly reason?: string; readonly message?: string };
  /** The seconds in `Retry-After`, for `kind: "status"`. */
  readonly retryAfterSeconds?: number;
}

/** A fault that delays, replaces or breaks the response to a request. */
export interface Fault {
  /** Milliseconds to wait before the response. */
  readonly delayMs?: number;
  /**
   * `drop` ends the connection and `status` sends an error. `malformed` cuts the JSON text short:
   * of the real response after the commit, of an error with `status` before it. A response without
   * a body does not change.
   */
  readonly kind?: "drop" | "malformed" | "status";
  /** The status of the error, 400 to 599. Default: 503. */
  readonly status?: number;
  /** With `kind: "status"`: members of the error body. */
  readonly error?: { readonly code?: string; readonly reason?: string; readonly message?: string };
  /** With `kind: "status"`: the value of `Retry-After`, in seconds. */
  readonly retryAfterSeconds?: number;
}

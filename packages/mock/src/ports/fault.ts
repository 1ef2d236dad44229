/** What happens to a request instead of, or before, its response. */
export type Fault = {
  /** Milliseconds to wait before the answer. */
  readonly delayMs?: number;
  /**
   * `drop` ends the connection, `status` answers an error, `malformed` cuts the JSON text short:
   * after the commit that of the real answer, before it that of an error with `status`. An answer
   * without a body, as to a DELETE, stays whole.
   */
  readonly kind?: "drop" | "malformed" | "status";
  /** Of the error, 400 to 599; 503 by default. */
  readonly status?: number;
  /** With `kind: "status"`: members of the error, if they matter. */
  readonly error?: { readonly code?: string; readonly reason?: string; readonly message?: string };
  /** With `kind: "status"`: the value of `Retry-After`, in seconds. */
  readonly retryAfterSeconds?: number;
};

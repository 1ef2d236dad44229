import type { Tmf654ErrorInit } from "../errors/tmf654-error.ts";
import { isSuccess, type RetryPolicy } from "./retry.ts";

interface RuntimeError {
  readonly code?: string;
  readonly syscall?: string;
  readonly message?: string;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

/**
 * The codes and system calls of errors before or during connecting. With `INVALID_ARG` and
 * `NOT_SUPPORTED`, Node rejects a header before it connects.
 */
const connectErrorCodes =
  /^(connect|getaddrinfo|UND_ERR_(CONNECT_TIMEOUT|INVALID_ARG|NOT_SUPPORTED)|ConnectionRefused)$/;

/**
 * Whether the runtime's error proves that no connection was made, so that nothing was sent. Only
 * explicit errors of Node and Bun count; a browser's "Failed to fetch" proves nothing.
 */
export function isUnsent(error: unknown): boolean {
  const { code, syscall, message, cause, errors } = (error ?? {}) as RuntimeError;
  if (errors?.length) return errors.every(isUnsent);
  // Node does not connect to some ports.
  if (message === "bad port") return true;
  return connectErrorCodes.test(syscall ?? code ?? "") || (cause !== undefined && isUnsent(cause));
}

/**
 * Whether the outcome of a write is unknown. `status` is 0 without a response; `isSent` is false if
 * nothing was sent. Only a 2xx proves that a write was done, and only a 4xx that it was not done. A
 * 5xx, 408 or redirect may come from a gateway and proves neither.
 */
export function isUnknown(
  status: number,
  isSent: boolean,
  { retryWritesOn503 }: Pick<RetryPolicy, "retryWritesOn503">,
): boolean {
  if (!status && !isSent) return false;
  if (status === 503 && retryWritesOn503) return false;
  return !isSuccess(status) && (status === 408 || status < 400 || status >= 500);
}

/** The fields of an error for an unknown outcome, with the remedy in its message. */
export const withAdvice = (init: Tmf654ErrorInit): Tmf654ErrorInit => ({
  ...init,
  message: `${init.message}; outcome unknown, call reconcile()`,
});

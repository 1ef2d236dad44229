interface RuntimeError {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

const connecting = new Set(["connect", "getaddrinfo"]);
const neverConnected = new Set(["UND_ERR_CONNECT_TIMEOUT", "ConnectionRefused"]);

/**
 * Does the runtime's error prove that no connection was made, so that nothing was sent? Only what
 * Node and Bun say outright counts; a browser's "Failed to fetch" proves nothing.
 */
export function provesNotSent(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { code, syscall, cause, errors } = error as RuntimeError;
  if (Array.isArray(errors) && errors.length > 0) return errors.every(provesNotSent);
  if (connecting.has(syscall as string) || neverConnected.has(code as string)) return true;
  return cause !== undefined && provesNotSent(cause);
}

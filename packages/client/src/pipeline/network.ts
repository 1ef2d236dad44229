interface RuntimeError {
  readonly code?: string;
  readonly syscall?: string;
  readonly message?: string;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

/**
 * The codes of errors before or during connecting. With `INVALID_ARG` and `NOT_SUPPORTED`, Node
 * rejects a header before it connects.
 */
const connecting = /^(connect|getaddrinfo|UND_ERR_(CONN|INVALID_A|NOT)|ConnectionRefused)/;

/**
 * Whether the runtime's error proves that no connection was made, so that nothing was sent. Only
 * explicit errors of Node and Bun count; a browser's "Failed to fetch" proves nothing.
 */
export function provesNotSent(error: unknown): boolean {
  const { code, syscall, message, cause, errors } = (error ?? {}) as RuntimeError;
  if (errors?.length) return errors.every(provesNotSent);
  // Node does not connect to some ports.
  if (message === "bad port") return true;
  return connecting.test(syscall ?? code ?? "") || (cause !== undefined && provesNotSent(cause));
}

/** The members of an error, from a body that may be any JSON. */
export type ResponseError = Readonly<Record<string, unknown>>;

/**
 * Returns the error in a response, or the failure of a failed task. The result is empty if there is
 * no error.
 */
export function responseErrorOf(status: number, body: string | undefined): ResponseError {
  if (body === undefined) return {};
  if (status >= 400) return readObject(body);
  // Most bodies have no failure, and need not be parsed.
  return body.includes('"failure"') ? toObject(readObject(body).failure) : {};
}

/** Reads a body that may not be JSON, such as the body of a fault rule. */
function readObject(body: string): ResponseError {
  try {
    return toObject(JSON.parse(body));
  } catch {
    return {};
  }
}

function toObject(value: unknown): ResponseError {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

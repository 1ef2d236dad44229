/** Hides credentials that a server sends back. */
const maskCredentials = (text: string) => text.replace(/(bearer|basic) [^\s"'<]+/gi, "$1 ***");

/** A text or number from a server as text; `undefined` for any other value. */
export const toText = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" ? maskCredentials(`${value}`) : undefined;

/**
 * The first 200 characters of a response body. JSON is reduced to its names, because values may be
 * vouchers, payments or phone numbers. HTML keeps its text.
 */
export const toSnippet = (body: string): string =>
  maskCredentials(body.slice(0, 200)).replace(
    /("[^"]*"\s*:)|"[^"]*"?|=[^\s"&<>]+|\d{4,}/g,
    (_, name) => name ?? "***",
  );

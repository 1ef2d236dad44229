/** A text from a server, without the credentials it gives back. */
const masked = (text: string) => text.replace(/(bearer|basic) [^\s"'<]+/gi, "$1 ***");

/** A server's words. `undefined`: they are no words, whatever the contract says. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" ? masked(`${value}`) : undefined;

/**
 * The first 200 characters of an answer. Of JSON the names alone: they tell its shape, and the
 * values may be vouchers, payments and phone numbers. Of HTML what is read.
 */
export const snippetOf = (body: string): string =>
  masked(body.slice(0, 200)).replace(
    /("[^"]*"\s*:)|"[^"]*"?|=[^\s"&<>]+|\d{4,}/g,
    (_, name) => name ?? "***",
  );

/** Hides credentials that a server sends back, and those in a URL. */
export const maskCredentials = (text: string) =>
  text.replace(/(bearer|basic) [^\s"'<]+/gi, "$1 ***").replace(/\/\/[^/@\s]*@/g, "//***@");

/** Control, format, unassigned and separator characters could forge lines of a log or reverse text. */
const escapeControls = (text: string) =>
  text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    return `\\u{${character.codePointAt(0)?.toString(16)}}`;
  });

/** A text or number from a server as text of at most 1000 characters; else `undefined`. */
export const toText = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number"
    ? escapeControls(maskCredentials(`${value}`.slice(0, 1000)))
    : undefined;

/**
 * The first 200 characters of a response body. JSON is reduced to its names, because values may be
 * vouchers, payments or phone numbers. HTML keeps its text.
 */
export const toSnippet = (body: string): string =>
  escapeControls(
    maskCredentials(body.slice(0, 200)).replace(
      /("[^"]*"\s*:)|"[^"]*"?|=[^\s"&<>]+|\d{4,}/g,
      (_, name) => name ?? "***",
    ),
  );

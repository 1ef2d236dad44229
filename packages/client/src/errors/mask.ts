/** Hides the credentials in a text from a server or in a URL. */
export const maskCredentials = (text: string) =>
  text.replace(/(bearer|basic) [^\s"'<]+/gi, "$1 ***").replace(/\/\/[^/@\s]*@/g, "//***@");

/**
 * Escapes control, format, unassigned and separator characters. They could forge log lines or
 * reverse text.
 */
const escapeControls = (text: string) =>
  text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    return `\\u{${character.codePointAt(0)?.toString(16)}}`;
  });

/**
 * Converts a text or number from a server to text of at most 1000 characters. Returns `undefined`
 * for other values.
 */
export const maskText = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number"
    ? escapeControls(maskCredentials(`${value}`.slice(0, 1000)))
    : undefined;

/** Converts a URL to text without its credentials, query and fragment. */
export const toUrlText = (url: string) => maskText(url.replace(/^.*@|[?#].*/gs, "***"));

/**
 * Returns the first 200 characters of a response body. Only the member names of JSON are kept,
 * because values may be vouchers, payments or phone numbers. HTML keeps its text.
 */
export const toSnippet = (body: string): string =>
  escapeControls(
    maskCredentials(body.slice(0, 200)).replace(
      /("[^"]*"\s*:)|"[^"]*"?|=[^\s"&<>]+|\d{4,}/g,
      (_, name) => name ?? "***",
    ),
  );

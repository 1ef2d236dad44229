/** A `%` that is not followed by two hexadecimal digits. */
const LONE_PERCENT = /%(?![\da-f]{2})/i;

/**
 * Scheme, then an authority or a path that does not start like an authority, then path, query and
 * fragment. It has no nested repetition, so the time is linear in the length of the text.
 */
const URI =
  /^[a-z][a-z\d+.-]*:(?:\/\/(?:[!$-.:;=\w~]*@)?(?:\[(?:v[\da-f]+\.[!$-.:;=\w~]+|[\da-f:.]+)]|[!$-.;=\w~]*)(?::\d*)?(?=[/?#]|$)|(?!\/\/))[!$-;=?@\w~]*(?:#[!$-;=?@\w~]*)?$/i;

/**
 * `URL` is too lenient for a whole URI, but exact for an IPv6 address in brackets. Some runtimes
 * have no `URL.canParse`, or no `URL`. An IPv6 address is then invalid, and nothing is thrown.
 */
function isAddress(text = ""): boolean {
  try {
    return /^v/i.test(text) || new URL(`http://[${text}]`).host !== "";
  } catch {
    return false;
  }
}

/** Whether the value is an RFC 3986 `URI`: absolute, with a scheme and only valid characters. */
export const isUri = (value: unknown): value is string =>
  typeof value === "string" &&
  URI.test(value) &&
  !LONE_PERCENT.test(value) &&
  (!value.includes("[") || isAddress(value.split(/[[\]]/)[1]));

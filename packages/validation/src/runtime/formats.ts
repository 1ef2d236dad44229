/** All of RFC 3339 `date-time` except 29 February and leap seconds, which need a calendar. */
const DATE_TIME =
  /^\d{4}-(?!02-3|(?:0[469]|11)-31)(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])t(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

/** Without a 29 February, `Date` returns another day or NaN. */
const isLeapYear = (text: string): boolean => new Date(text.slice(0, 10)).getUTCDate() === 29;

/** A leap second can only be 23:59:60 UTC. */
const isLastSecond = (text: string): boolean =>
  new Date(instantOf(text)).toUTCString().includes("23:59:59");

/** Returns a valid `date-time` in milliseconds since 1970. A leap second counts as 23:59:59. */
export const instantOf = (text: string): number =>
  Date.parse(text.toUpperCase().replace(":60", ":59"));

/** Whether the value is an RFC 3339 `date-time`: with an offset, and a day that exists. */
export const isDateTime = (value: unknown): value is string =>
  typeof value === "string" &&
  DATE_TIME.test(value) &&
  (!value.startsWith("02-29", 5) || isLeapYear(value)) &&
  (value[17] !== "6" || isLastSecond(value));

/** A `%` that is not followed by two hexadecimal digits. */
const LONE_PERCENT = /%(?![\da-f]{2})/i;

/**
 * Scheme, then an authority or a path that does not start like one, then path, query and fragment.
 * It has no nested repetition, so the time is linear in the length of the text.
 */
const URI =
  /^[a-z][a-z\d+.-]*:(?:\/\/(?:[!$-.:;=\w~]*@)?(?:\[(?:v[\da-f]+\.[!$-.:;=\w~]+|[\da-f:.]+)]|[!$-.;=\w~]*)(?::\d*)?(?=[/?#]|$)|(?!\/\/))[!$-;=?@\w~]*(?:#[!$-;=?@\w~]*)?$/i;

/**
 * `URL` is too lenient for a whole URI, but exact for an IPv6 address in brackets. Some runtimes
 * have no `URL.canParse`, or no `URL`: then an address is an issue, and never an exception.
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

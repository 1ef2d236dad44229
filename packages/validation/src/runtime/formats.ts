/** Everything but two questions: whether the year has a 29 February, the day a leap second. */
const DATE_TIME =
  /^\d{4}-(?!02-3|(?:0[469]|11)-31)(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])t(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

/** An engine either rolls a day that does not exist on, or refuses it. */
const isLeapYear = (text: string): boolean => new Date(text.slice(0, 10)).getUTCDate() === 29;

/** A leap second is inserted as 23:59:60 UTC and nowhere else. */
const isLastSecond = (text: string): boolean =>
  new Date(instantOf(text)).toUTCString().includes("23:59:59");

/** A valid `date-time` in milliseconds since 1970; a leap second counts as the one before it. */
export const instantOf = (text: string): number =>
  Date.parse(text.toUpperCase().replace(":60", ":59"));

/** RFC 3339 section 5.6 `date-time`: an offset is mandatory and the day exists. */
export const isDateTime = (value: unknown): value is string =>
  typeof value === "string" &&
  DATE_TIME.test(value) &&
  (!value.startsWith("02-29", 5) || isLeapYear(value)) &&
  (value[17] !== "6" || isLastSecond(value));

/** A `%` that is not followed by two hexadecimal digits. */
const LONE_PERCENT = /%(?![\da-f]{2})/i;

/**
 * Scheme; then an authority, or a path that does not look like one; path and query; fragment. No
 * repetition inside a repetition, so a hostile text costs no more than its length.
 */
const URI =
  /^[a-z][a-z\d+.-]*:(?:\/\/(?:[!$-.:;=\w~]*@)?(?:\[(?:v[\da-f]+\.[!$-.:;=\w~]+|[\da-f:.]+)]|[!$-.;=\w~]*)(?::\d*)?(?=[/?#]|$)|(?!\/\/))[!$-;=?@\w~]*(?:#[!$-;=?@\w~]*)?$/i;

/** `URL` is too lenient for a whole URI, but its reading of an address in brackets is exact. */
const isAddress = (text = ""): boolean => /^v/i.test(text) || URL.canParse(`http://[${text}]`);

/** RFC 3986 section 3 `URI`: absolute, with a scheme, every character one that may stand there. */
export const isUri = (value: unknown): value is string =>
  typeof value === "string" &&
  URI.test(value) &&
  !LONE_PERCENT.test(value) &&
  (!value.includes("[") || isAddress(value.split(/[[\]]/)[1]));

/** The form of an RFC 3339 `date-time`. 29 February and leap seconds are checked separately. */
const DATE_TIME =
  /^\d{4}-(?!02-3|(?:0[469]|11)-31)(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])t(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

/** In a year without 29 February, `Date` returns another day or NaN. */
const isLeapYear = (text: string): boolean => new Date(text.slice(0, 10)).getUTCDate() === 29;

/**
 * A leap second counts as the second after 23:59:59, because no engine reads `:60` seconds. Engines
 * differ in fractions finer than a millisecond, so these are cut.
 */
const toMilliseconds = (text: string): number =>
  Date.parse(
    text
      .toUpperCase()
      .replace(":60", ":59")
      .replace(/(\.\d{3})\d+/, "$1"),
  ) + (text[17] === "6" ? 1000 : 0);

/** Whether the value is an RFC 3339 `date-time` with an offset and an existing day. */
export const isDateTime = (value: unknown): value is string =>
  typeof value === "string" &&
  DATE_TIME.test(value) &&
  (!value.startsWith("02-29", 5) || isLeapYear(value)) &&
  // A leap second can only be 23:59:60 UTC, and the second after that starts a day.
  (value[17] !== "6" || Math.abs(toMilliseconds(value) % 86_400_000) < 1000);

/**
 * The milliseconds since 1970 of an RFC 3339 `date-time`, or `undefined` for any other value.
 * Finer fractions are cut. A leap second is the second after 23:59:59.
 */
export function parseDateTime(value: unknown): number | undefined {
  return isDateTime(value) ? toMilliseconds(value) : undefined;
}

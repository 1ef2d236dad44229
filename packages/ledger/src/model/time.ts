/** Calendar arithmetic over epoch milliseconds, by the platform's `Date` without its clock. */
const DAY_MS = 86_400_000;

/** From the year 0000 to 9999 in UTC: RFC 3339 has four digits for a year. */
const [FIRST_INSTANT, LAST_INSTANT] = [-62_167_219_200_000, 253_402_300_799_999];

/** A period by calendar, as a voucher or a tariff grants it. Months are added before days. */
export interface CalendarPeriod {
  readonly months?: number;
  readonly days?: number;
}

/** Checks everything except whether the day exists. */
const pattern =
  /^(\d{4}-\d\d-(\d\d))T((?:[01]\d|2[0-3]):[0-5]\d:)([0-5]\d|60)(\.\d+)?(?:Z|([+-]\d\d):?(\d\d))$/i;

/**
 * Epoch milliseconds of an RFC 3339 date-time, or undefined for any other text. Finer fractions
 * are cut. An instant that its offset moves before the year 0000 or after 9999 is their first or
 * last instant.
 */
export function parseInstant(text: string): number | undefined {
  // A lenient profile lets anything in.
  if (typeof text !== "string") return undefined;
  const [, date, day, clock, second, fraction = "", hours, minutes] = pattern.exec(text) ?? [];
  // Some engines read 30 February as 1 March, others refuse it.
  if (new Date(String(date)).getUTCDate() !== Number(day)) return undefined;
  const zone = hours === undefined ? "Z" : `${hours}:${minutes}`;
  // No engine reads a leap second: it is the second after the one before it.
  const isLeap = second === "60";
  const read = Date.parse(`${date}T${clock}${isLeap ? "59" : second}${fraction}${zone}`);
  if (Number.isNaN(read)) return undefined;
  return Math.min(Math.max(read + (isLeap ? 1000 : 0), FIRST_INSTANT), LAST_INSTANT);
}

/** RFC 3339 in UTC with milliseconds. */
export const formatInstant = (instant: number): string => new Date(instant).toISOString();

/**
 * The day of an instant, as days since 1970-01-01, in the zone that is `utcOffsetMinutes` from UTC.
 * Daily limits count by it.
 */
export const dayOf = (instant: number, utcOffsetMinutes = 0): number =>
  Math.floor((instant + utcOffsetMinutes * 60_000) / DAY_MS);

/**
 * The instant a period later, at most the last that a date-time can name. Months keep the day of
 * the month or take the month's last day (31 January, 28 February, 31 March). Days are those of
 * the zone that is `utcOffsetMinutes` from UTC.
 */
export function addPeriod(
  instant: number,
  { months = 0, days = 0 }: CalendarPeriod,
  utcOffsetMinutes = 0,
): number {
  const local = new Date(instant + utcOffsetMinutes * 60_000);
  const year = local.getUTCFullYear();
  const month = local.getUTCMonth();
  const day = local.getUTCDate();
  const lastDay = new Date(Date.UTC(year, month + months + 1, 0)).getUTCDate();
  const moved = Date.UTC(year, month + months, Math.min(day, lastDay)) - Date.UTC(year, month, day);
  const later = instant + moved + days * DAY_MS;
  return later <= LAST_INSTANT ? later : LAST_INSTANT;
}

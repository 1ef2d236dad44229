/** Calendar arithmetic over epoch milliseconds, by the platform's `Date` without its clock. */
import { parseDateTime } from "@tmf654/contract";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The years 0000 to 9999 in UTC, because RFC 3339 has four digits for a year. */
const [FIRST_INSTANT, LAST_INSTANT] = [-62_167_219_200_000, 253_402_300_799_999];

/** A period, as a voucher or a tariff grants it. Calendar months are added first. */
export interface CalendarPeriod {
  readonly months?: number;
  readonly days?: number;
  readonly hours?: number;
}

/**
 * Epoch milliseconds of an RFC 3339 date-time, or undefined for any other value. An instant that
 * its offset moves before the year 0000 or after 9999 becomes the first or last instant of these
 * years.
 */
export function parseInstant(text: string): number | undefined {
  const instant = parseDateTime(text);
  if (instant === undefined) return undefined;
  return Math.min(Math.max(instant, FIRST_INSTANT), LAST_INSTANT);
}

/** Formats an instant as RFC 3339 text in UTC with milliseconds. */
export const formatInstant = (instant: number): string => new Date(instant).toISOString();

/**
 * The day of an instant, as days since 1970-01-01, in the zone that is `utcOffsetMinutes` from UTC.
 * Daily limits use this day.
 */
export const dayOf = (instant: number, utcOffsetMinutes = 0): number =>
  Math.floor((instant + utcOffsetMinutes * 60_000) / DAY_MS);

/**
 * The instant one period later, limited to the last one that a date-time can name. Months keep
 * the day of the month or take the month's last day (31 January, 28 February, 31 March). Days are
 * those of the zone that is `utcOffsetMinutes` from UTC.
 */
export function addPeriod(
  instant: number,
  { months = 0, days = 0, hours = 0 }: CalendarPeriod,
  utcOffsetMinutes = 0,
): number {
  const localDate = new Date(instant + utcOffsetMinutes * 60_000);
  const year = localDate.getUTCFullYear();
  const month = localDate.getUTCMonth();
  const day = localDate.getUTCDate();
  const lastDay = new Date(Date.UTC(year, month + months + 1, 0)).getUTCDate();
  const movedMs =
    Date.UTC(year, month + months, Math.min(day, lastDay)) - Date.UTC(year, month, day);
  const laterInstant = Math.round(instant + movedMs + (days * 24 + hours) * HOUR_MS);
  return laterInstant <= LAST_INSTANT ? laterInstant : LAST_INSTANT;
}

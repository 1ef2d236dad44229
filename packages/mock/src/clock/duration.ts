import { ClockError } from "./error.ts";

/** An ISO 8601 duration in calendar months and exact milliseconds. */
export interface Duration {
  readonly months: number;
  readonly ms: number;
}

const durationPattern =
  /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const dayMs = 86_400_000;

/**
 * Reads a duration such as `P1M`, `P2W` or `PT90S`. Returns `undefined` for other texts, such as
 * `P` or `PT`.
 */
export function parseDuration(text: string): Duration | undefined {
  const match = durationPattern.exec(text);
  if (!match || text === "P" || text.endsWith("T")) return undefined;
  const [years, months, weeks, days, hours, minutes, seconds] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const wholeDays = (weeks ?? 0) * 7 + (days ?? 0);
  const ms =
    wholeDays * dayMs + (hours ?? 0) * 3_600_000 + (minutes ?? 0) * 60_000 + (seconds ?? 0) * 1000;
  return { months: (years ?? 0) * 12 + (months ?? 0), ms: Math.round(ms) };
}

/** The end of the year 9999, because RFC 3339 has four digits for a year. */
export const latestInstant = 253_402_300_799_999;

/**
 * Adds a duration to an instant, first the months, then the milliseconds. Months keep the day of
 * the month in UTC, at most the last day: 31 January plus `P1M` is the last day of February.
 */
export function addDuration(instant: number, { months, ms }: Duration): number {
  if (months === 0) return instant + ms;
  const date = new Date(instant);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime() + ms;
}

/**
 * Returns the instant that is a duration later. The duration is a text or milliseconds. @throws
 * ClockError for other texts, for negative durations and for an end after the year 9999.
 */
export function instantAfter(from: number, durationOrMs: string | number): number {
  const duration =
    typeof durationOrMs === "number"
      ? { months: 0, ms: durationOrMs }
      : parseDuration(durationOrMs);
  const laterInstant = duration ? addDuration(from, duration) : Number.NaN;
  if (!(laterInstant >= from && laterInstant <= latestInstant))
    throw new ClockError("notADuration", durationOrMs);
  return laterInstant;
}

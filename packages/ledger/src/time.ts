/**
 * Calendar arithmetic over epoch milliseconds, without a clock and without `Date`.
 * Days are counted by the proleptic Gregorian calendar; every civil instant is UTC.
 */
const DAY_MS = 86_400_000;

/** A length of time by calendar, as a voucher or a tariff grants it. Months come before days. */
export type Period = { readonly months?: number; readonly days?: number };

const pattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|[+-]\d\d:?\d\d)$/i;

/** Days since 1970-01-01. March is the first month here, so that the leap day ends a year. */
const daysOf = (year: number, month: number, day: number): number => {
  const y = month > 2 ? year : year - 1;
  const monthFromMarch = (month + 9) % 12;
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return y * 365 + leaps + Math.floor((153 * monthFromMarch + 2) / 5) + day - 719_469;
};

const lengthOfMonth = (year: number, month: number): number =>
  daysOf(month === 12 ? year + 1 : year, (month % 12) + 1, 1) - daysOf(year, month, 1);

const civil = (days: number): { year: number; month: number; day: number } => {
  let year = 1970 + Math.floor(days / 365.2425);
  while (daysOf(year, 1, 1) > days) year -= 1;
  while (daysOf(year + 1, 1, 1) <= days) year += 1;
  let month = 1;
  // A thirteenth month begins after every day of the year, so the loop ends by itself.
  while (daysOf(year, month + 1, 1) <= days) month += 1;
  return { year, month, day: days - daysOf(year, month, 1) + 1 };
};

/** Epoch milliseconds of an RFC 3339 date-time, or undefined when it is none. Finer fractions are cut. */
export const parseInstant = (text: string): number | undefined => {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map(Number);
  const inRange = hour < 24 && minute < 60 && second <= 60 && month >= 1 && month <= 12;
  if (!inRange || day < 1 || day > lengthOfMonth(year, month)) return undefined;
  const zone = match[8] ?? "Z";
  const minutes = /z/i.test(zone) ? 0 : Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  const offset = zone.startsWith("-") ? -minutes : minutes;
  const fraction = Number(`${match[7] ?? ""}000`.slice(0, 3));
  const clock = ((hour * 60 + minute - offset) * 60 + second) * 1000 + fraction;
  return daysOf(year, month, day) * DAY_MS + clock;
};

const pad = (value: number, length = 2): string => String(value).padStart(length, "0");

/** RFC 3339 in UTC with milliseconds. */
export const formatInstant = (instant: number): string => {
  const days = Math.floor(instant / DAY_MS);
  const rest = instant - days * DAY_MS;
  const { year, month, day } = civil(days);
  const minutes = Math.floor(rest / 60_000);
  const clock = `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
  const seconds = `${pad(Math.floor(rest / 1000) % 60)}.${pad(rest % 1000, 3)}`;
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}T${clock}:${seconds}Z`;
};

/** The UTC day an instant lies in, as days since 1970-01-01: the day that daily limits count by. */
export const dayOf = (instant: number): number => Math.floor(instant / DAY_MS);

/**
 * The instant a period later. Months keep the day of the month, clamped to the month's length
 * (31 January, 28 February, 31 March), in the zone that is `utcOffsetMinutes` from UTC.
 */
export const addPeriod = (instant: number, period: Period, utcOffsetMinutes = 0): number => {
  const local = instant + utcOffsetMinutes * 60_000;
  const days = dayOf(local);
  const { year, month, day } = civil(days);
  const index = year * 12 + month - 1 + (period.months ?? 0);
  const toYear = Math.floor(index / 12);
  const toMonth = index - toYear * 12 + 1;
  const toDay = Math.min(day, lengthOfMonth(toYear, toMonth));
  const moved = daysOf(toYear, toMonth, toDay) - days + (period.days ?? 0);
  return instant + moved * DAY_MS;
};

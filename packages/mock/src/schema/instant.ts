const day = /^(\d{4})-(\d\d)-(\d\d)$/;
const dateTime =
  /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const dayMs = 86_400_000;

/** A stretch of time in milliseconds since the epoch; an instant has `to` equal to `from`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Reads an RFC 3339 date-time as an instant, or a date alone as that day in UTC. */
export function parseSpan(text: string): Span | undefined {
  const alone = day.exec(text);
  if (alone) {
    const start = dayStart(Number(alone[1]), Number(alone[2]), Number(alone[3]));
    return start === undefined ? undefined : { from: start, to: start + dayMs };
  }
  const instant = parseInstant(text);
  return instant === undefined ? undefined : { from: instant, to: instant };
}

/** Milliseconds since the epoch of an RFC 3339 date-time; fractions finer than that are kept. */
export function parseInstant(text: string): number | undefined {
  const parts = dateTime.exec(text);
  if (!parts) return undefined;
  const start = dayStart(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  const [hour, minute, second] = [Number(parts[4]), Number(parts[5]), Number(parts[6])];
  const [offsetHour, offsetMinute] = [Number(parts[9] ?? 0), Number(parts[10] ?? 0)];
  const sane = hour < 24 && minute < 60 && second <= 60 && offsetHour < 24 && offsetMinute < 60;
  if (start === undefined || !sane) return undefined;
  const offset = (offsetHour * 60 + offsetMinute) * (parts[8] === "-" ? -1 : 1);
  const seconds = hour * 3600 + (minute - offset) * 60 + second;
  return start + (seconds + Number(parts[7] ?? 0)) * 1000;
}

function dayStart(year: number, month: number, date: number): number | undefined {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = month === 2 && leap ? 29 : monthLengths[month - 1];
  if (length === undefined || date < 1 || date > length) return undefined;
  return daysSinceEpoch(year, month, date) * dayMs;
}

/** Proleptic Gregorian day number; counting years from March puts the leap day last. */
function daysSinceEpoch(year: number, month: number, date: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + date - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

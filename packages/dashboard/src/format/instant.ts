/** Lengths of time in milliseconds. */
export const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000];

const dateFormat = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const shortDateFormat = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  timeZone: "UTC",
});
const timeFormat = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZone: "UTC",
});

/** Returns a date in UTC, such as `27 Nov 2026`. */
export function dateText(instant: string | number): string {
  return dateFormat.format(new Date(instant));
}

/** Returns a day without its year, such as `27 Nov`. */
export function dayText(instant: string | number): string {
  return shortDateFormat.format(new Date(instant));
}

/** Returns a time in UTC, such as `14:05:09`. */
export function timeText(instant: string | number): string {
  return timeFormat.format(new Date(instant));
}

/** Returns a date and a time in UTC. */
export function instantLabel(instant: string | number): string {
  return `${dateText(instant)}, ${timeText(instant)}`;
}

const timeUnits: readonly (readonly [name: string, ms: number])[] = [
  ["year", 365 * dayMs],
  ["month", 30 * dayMs],
  ["day", dayMs],
  ["hour", hourMs],
  ["minute", minuteMs],
  ["second", 1000],
];

/** Returns a length of time in its largest unit, such as `3 days`. */
export function lengthText(ms: number): string {
  const length = Math.abs(ms);
  const [name, unit] = timeUnits.find(([, each]) => length >= each) ?? ["second", 1000];
  const count = Math.floor(length / unit);
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}

/** Returns a time relative to now, such as `in 3 days` or `2 hours ago`. */
export function relativeText(instant: string | number, now: number): string {
  const ms = new Date(instant).getTime() - now;
  if (Math.abs(ms) < 1000) return "now";
  return ms > 0 ? `in ${lengthText(ms)}` : `${lengthText(ms)} ago`;
}

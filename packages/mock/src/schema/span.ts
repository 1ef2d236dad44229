import { parseDateTime } from "@tmf654/contract";

const DAY_MS = 86_400_000;

/** A range of time in milliseconds since the epoch. An instant has equal `from` and `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Reads an RFC 3339 date-time as an instant, or a date as a whole day in UTC. */
export function parseSpan(text: string): Span | undefined {
  const day = parseDateTime(`${text}T00:00:00Z`);
  if (day !== undefined) return { from: day, to: day + DAY_MS };
  const instant = parseDateTime(text);
  return instant === undefined ? undefined : { from: instant, to: instant };
}

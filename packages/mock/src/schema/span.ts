import { parseDateTime } from "@tmf654/contract";

const DAY_MS = 86_400_000;

/** A stretch of time in milliseconds since the epoch; an instant has `to` equal to `from`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Reads an RFC 3339 date-time as an instant, or a date alone as that day in UTC. */
export function parseSpan(text: string): Span | undefined {
  const day = parseDateTime(`${text}T00:00:00Z`);
  if (day !== undefined) return { from: day, to: day + DAY_MS };
  const instant = parseDateTime(text);
  return instant === undefined ? undefined : { from: instant, to: instant };
}

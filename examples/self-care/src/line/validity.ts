import type { Bucket } from "@tmf654/client";

const dayMs = 86_400_000;

/** The time in which a bucket can be used. */
export interface Validity {
  readonly kind: "endless" | "active" | "expired" | "suspended" | "waiting";
  readonly end: string | undefined;
  readonly start: string | undefined;
  /** Whole days until the end. */
  readonly days: number;
  /** The part of its time that is left, from 0 to 1. */
  readonly left: number;
}

/** Returns the validity of a bucket at an instant. */
export function validityOf({ status, validFor }: Bucket, now: number): Validity {
  const { startDateTime: start, endDateTime: end } = validFor ?? {};
  const from = start === undefined ? now : Date.parse(start);
  const until = end === undefined ? Number.POSITIVE_INFINITY : Date.parse(end);
  const days = Math.max(0, Math.floor((until - now) / dayMs));
  const left = Math.min(1, Math.max(0, (until - now) / (until - from)));
  return { kind: kindOf(status, from, until, now), start, end, days, left: left || 0 };
}

function kindOf(status: string | undefined, from: number, until: number, now: number) {
  if (from > now) return "waiting";
  if (status === "suspended") return "suspended";
  if (status === "expired" || until <= now) return "expired";
  return until === Number.POSITIVE_INFINITY ? "endless" : "active";
}

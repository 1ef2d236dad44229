import type { Policy } from "./policy.ts";
import { addPeriod, type CalendarPeriod } from "./time.ts";

/** The stages of a bucket's life, by its end and the policy. */
const DAY_MS = 86_400_000;

const addDays = (endsAt: number | undefined, days: number): number | undefined =>
  endsAt === undefined ? undefined : endsAt + days * DAY_MS;

/** The end of a validity by the policy: the instant itself, or the next local midnight. */
export function roundValidityEnd(instant: number, policy: Policy): number {
  if (policy.endOfValidity === "instant") return instant;
  const offset = policy.utcOffsetMinutes * 60_000;
  return Math.ceil((instant + offset) / DAY_MS) * DAY_MS - offset;
}

/** The end of a validity that begins now. */
export const validityEndFrom = (now: number, period: CalendarPeriod, policy: Policy): number =>
  roundValidityEnd(addPeriod(now, period, policy.utcOffsetMinutes), policy);

/** The first instant at which the value cannot be spent: the end, after any days of grace. */
export const usabilityEnd = (
  endsAt: number | undefined,
  { lifecycle }: Policy,
): number | undefined => (lifecycle === undefined ? endsAt : addDays(endsAt, lifecycle.graceDays));

/** The first instant at which no top-up revives the bucket; undefined without a lifecycle. */
export const terminationTime = (
  endsAt: number | undefined,
  { lifecycle }: Policy,
): number | undefined => lifecycle && addDays(endsAt, lifecycle.graceDays + lifecycle.barredDays);

/** The instant at which the value is lost; undefined when it is kept. */
export const forfeitTime = (endsAt: number | undefined, policy: Policy): number | undefined =>
  terminationTime(endsAt, policy) ?? (policy.onExpiry === "forfeit" ? endsAt : undefined);

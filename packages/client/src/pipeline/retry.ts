import type { RetryOptions } from "../options.ts";
import { parseDate } from "../platform.ts";

/** Every retry option, with its default. */
export type RetryPolicy = Required<Omit<RetryOptions, "onRetry">> & Pick<RetryOptions, "onRetry">;

type Choice = RetryOptions | false | undefined;

/** What is chosen: an option that is `undefined` leaves the one before it. */
const chosen = (choice: Choice): RetryOptions =>
  Object.fromEntries(Object.entries(choice || {}).filter(([, value]) => value !== undefined));

/** The client's choice and the call's, over the defaults. `false` means: once. */
export function retryPolicy(client: Choice, call?: Choice): RetryPolicy {
  return {
    limit: 2,
    baseDelayMs: 300,
    maxDelayMs: 5000,
    maxRetryAfterMs: 60_000,
    budget: 10,
    retryWritesOn503: false,
    ...chosen(client),
    ...chosen(call),
    ...((call ?? client) === false && { limit: 0 }),
  };
}

/** 2xx. */
export const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/**
 * Does this end of a request leave open whether the server did it? `status` is 0 without an answer;
 * `sent` is false when the runtime proved that nothing left. Everything but a success and a refusal
 * leaves a write open: a gateway's 5xx, 408 or redirect says nothing about the server behind it.
 */
export function leavesUnknown(
  method: string,
  status: number,
  sent: boolean,
  { retryWritesOn503 }: Pick<RetryPolicy, "retryWritesOn503">,
): boolean {
  if (method === "GET" || (!status && !sent)) return false;
  if (status === 503 && retryWritesOn503) return false;
  return !isSuccess(status) && (status === 408 || status < 400 || status >= 500);
}

/** Statuses that may pass, and 0: no answer at all. */
const passing: readonly number[] = [0, 408, 429, 500, 502, 503, 504];

/** May a request that ended so be sent again without any risk of doing the work twice? */
export function mayRepeat(status: number, unknown: boolean, repeatable: boolean): boolean {
  return passing.includes(status) && (!unknown || repeatable);
}

/** Milliseconds asked for by `Retry-After`: seconds, or a date that `now` is compared with. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  const seconds = header?.trim() ? Number(header) : Number.NaN;
  const ms = Number.isNaN(seconds) ? parseDate(header ?? "") - now : seconds * 1000;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** Full jitter: anything up to the doubled wait, so that clients do not return in step. */
export function backoffMs(attempt: number, policy: RetryPolicy, random: number): number {
  return random * Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempt - 1));
}

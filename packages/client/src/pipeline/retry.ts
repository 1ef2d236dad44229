import type { RetryOptions } from "../client/options.ts";
import { parseDate } from "../platform/platform.ts";

/** The retry options with their defaults filled in. */
export type RetryPolicy = Pick<RetryOptions, "onRetry"> & {
  readonly [Name in Exclude<keyof RetryOptions, "onRetry">]-?: NonNullable<RetryOptions[Name]>;
};

type RetryChoice = RetryOptions | false | undefined;

/** Removes options that are `undefined`, so that they keep the earlier value. */
export const definedOptions = <T extends object>(
  choice: T | false | undefined,
): { [Name in keyof T]?: NonNullable<T[Name]> } =>
  Object.fromEntries(Object.entries(choice || {}).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: NonNullable<T[Name]>;
  };

/** Merges the defaults, the client's options and the call's options. `false` disables retries. */
export function retryPolicy(client: RetryChoice, call?: RetryChoice): RetryPolicy {
  return {
    limit: 2,
    baseDelayMs: 300,
    maxDelayMs: 5000,
    maxRetryAfterMs: 60_000,
    budget: 10,
    retryWritesOn503: false,
    ...definedOptions(client),
    ...definedOptions(call),
    ...((call ?? client) === false && { limit: 0 }),
  };
}

/** Whether the status is 2xx. */
export const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/**
 * Whether the outcome of a request is unknown. `status` is 0 without a response; `sent` is false if
 * nothing was sent. Only a 2xx proves that a write was done, and only a 4xx that it was not done. A
 * 5xx, 408 or redirect may come from a gateway and proves neither.
 */
export function isOutcomeUnknown(
  method: string,
  status: number,
  sent: boolean,
  { retryWritesOn503 }: Pick<RetryPolicy, "retryWritesOn503">,
): boolean {
  if (method === "GET" || (!status && !sent)) return false;
  if (status === 503 && retryWritesOn503) return false;
  return !isSuccess(status) && (status === 408 || status < 400 || status >= 500);
}

/** The statuses after which a request is repeated; 0 means no response. */
const retryableStatuses: readonly number[] = [0, 408, 429, 500, 502, 503, 504];

/** Whether the client may repeat a request without executing it twice. */
export function mayRepeat(status: number, unknown: boolean, repeatable: boolean): boolean {
  return retryableStatuses.includes(status) && (!unknown || repeatable);
}

/**
 * Reads the header `Retry-After`, which has seconds or a date, and returns milliseconds. Other
 * texts are ignored.
 */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  const [, seconds, date] = /^\s*(?:(\d+)|(\w{3,9}, .*|\d{4}-.*))\s*$/.exec(header ?? "") ?? [];
  const ms = seconds ? Number(seconds) * 1000 : parseDate(date ?? "") - now;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/**
 * Returns a random part of the doubled delay (full jitter), so that clients do not retry at the
 * same time.
 */
export function backoffMs(attempt: number, policy: RetryPolicy, random: number): number {
  return random * Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempt - 1));
}

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
export function retryPolicy(clientChoice: RetryChoice, call?: RetryChoice): RetryPolicy {
  return {
    limit: 2,
    baseDelayMs: 300,
    maxDelayMs: 5000,
    maxRetryAfterMs: 60_000,
    budget: 10,
    retryWritesOn503: false,
    ...definedOptions(clientChoice),
    ...definedOptions(call),
    ...((call ?? clientChoice) === false && { limit: 0 }),
  };
}

/** Whether the status is 2xx. */
export const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** Whether a request is repeated after a status; 0 means no response. */
export const isRetryable = (status: number): boolean =>
  /^(0|408|429|50[0234])$/.test(String(status));

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

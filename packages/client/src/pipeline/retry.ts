import type { RetryOptions } from "../options.ts";
import { parseDate } from "../platform.ts";

/** Every retry option, with its default. */
export type RetryPolicy = Required<Omit<RetryOptions, "onRetry" | "budget">>;

const defaults: RetryPolicy = {
  limit: 2,
  baseDelayMs: 300,
  maxDelayMs: 5000,
  maxRetryAfterMs: 60_000,
  retryWritesOn503: false,
};

/** `false` means: once. */
export function retryPolicy(options: RetryOptions | false | undefined): RetryPolicy {
  return { ...defaults, ...(options || (options === false ? { limit: 0 } : {})) };
}

/** How many retries a client may have spent at once. */
export function retryBudget(retry: RetryOptions | false | undefined): number {
  return (retry ? retry.budget : undefined) ?? 10;
}

/** How an attempt ended, as far as sending again is concerned. */
export interface AttemptEnd {
  readonly method: string;
  /** The server honours this call's idempotency key. */
  readonly idempotent: boolean;
  /** `undefined`: no answer. */
  readonly status: number | undefined;
  /** The runtime proved that nothing was sent. */
  readonly notSent: boolean;
}

/** GET and HEAD change nothing. */
export const isRead = (method: string): boolean => method === "GET" || method === "HEAD";

/**
 * Does this end of a write leave open whether it was done? Everything does but a success and a
 * refusal: a gateway's 5xx, 408 or redirect says nothing about the server behind it.
 */
export function leavesUnknown(end: AttemptEnd, policy: RetryPolicy): boolean {
  const { method, status, notSent } = end;
  if (isRead(method)) return false;
  if (status === undefined) return !notSent;
  if (status === 503) return !policy.retryWritesOn503;
  return status === 408 || status < 200 || status >= 500 || (status >= 300 && status < 400);
}

const passing = new Set([408, 429, 500, 502, 503, 504]);

/** May the request be sent again without any risk of doing the work twice? */
export function mayRepeat(end: AttemptEnd, policy: RetryPolicy): boolean {
  if (end.status !== undefined && !passing.has(end.status)) return false;
  if (!leavesUnknown(end, policy)) return true;
  return end.idempotent || end.method === "DELETE";
}

/** Milliseconds asked for by `Retry-After`: seconds, or a date that `now` is compared with. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000;
  const at = parseDate(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/** Full jitter: anything up to the doubled wait, so that clients do not return in step. */
export function backoffMs(attempt: number, policy: RetryPolicy, random: number): number {
  return random * Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempt - 1));
}

import type { Middleware } from "./pipeline/types.ts";
import type { FetchLike, Platform } from "./platform.ts";

/** Told before the client waits and sends again. */
export interface RetryNotice {
  readonly operation: string;
  /** The attempt that failed, from 1. */
  readonly attempt: number;
  readonly delayMs: number;
  /** The status answered, or the error when there was no answer. */
  readonly status?: number;
  readonly error?: unknown;
}

/** When to send again. Waits grow as `baseDelayMs * 2^n` with full jitter. */
export interface RetryOptions {
  /** Retries after the first attempt. Default: 2. */
  readonly limit?: number;
  /** Default: 300. */
  readonly baseDelayMs?: number;
  /** Longest wait of our own choosing. Default: 5000. */
  readonly maxDelayMs?: number;
  /** A longer `Retry-After` than this is not waited for: the call fails at once. Default: 60000. */
  readonly maxRetryAfterMs?: number;
  /**
   * Retries the whole client may spend at once; each success earns a tenth back, so that a server
   * in trouble is not flooded. Default: 10.
   */
  readonly budget?: number;
  /**
   * Repeat a write that was answered 503. Off by default: gateways answer 503 after the work
   * was done. Default: false.
   */
  readonly retryWritesOn503?: boolean;
  readonly onRetry?: (notice: RetryNotice) => void;
}

/** What a check or a normaliser is told about the value. */
export interface ValueInfo {
  readonly operation: string;
  /** The contract's schema name, such as `TopupBalance` or `TopupBalance_Create`. */
  readonly schema: string;
  readonly isList: boolean;
  /** Only these attributes were asked for: that others are missing is no fault. */
  readonly fields?: readonly string[] | undefined;
}

/** Looks at bodies. Made by `validateWith` of `/validation`, or by hand. Throwing refuses the value. */
export interface BodyCheck {
  /** Before sending; the returned value is sent. */
  readonly request?: (value: unknown, info: ValueInfo) => unknown;
  /** After receiving; the returned value is the result. */
  readonly response?: (value: unknown, info: ValueInfo) => unknown;
}

/** How to reach a server, and how careful to be. */
export interface ClientOptions {
  /** Such as `https://api.example.com/tmf-api/prepayBalanceManagement/v4`. */
  readonly baseUrl: string;
  /** Sends the requests. Default: the global `fetch`. */
  readonly fetch?: FetchLike;
  /** Added to every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Credentials: `bearer(…)`, or any middleware. Runs in every attempt. */
  readonly auth?: Middleware;
  /** Around each call, outside the retries; the first is the outermost. */
  readonly middleware?: readonly Middleware[];
  /** Around each attempt, inside the retries and outside `auth`. */
  readonly attemptMiddleware?: readonly Middleware[];
  /** Milliseconds for one attempt, token and body included. Default: 30000. */
  readonly timeoutMs?: number;
  /** Milliseconds for a call, all attempts and waits included. Default: 90000. */
  readonly totalTimeoutMs?: number;
  /** `false`: every request is sent once. */
  readonly retry?: RetryOptions | false;
  /**
   * Declares that the server honours an idempotency key. POST and PATCH then carry one, and are
   * repeated when their outcome is unknown. `true` means the header `Idempotency-Key`.
   * Default: false.
   */
  readonly idempotency?: boolean | { readonly header: string };
  /** Throw `ActionFailedError` when the server records an action as failed. Default: true. */
  readonly throwOnFailed?: boolean;
  /** Mends an operator's deviations in an answer before it is checked. Default: none. */
  readonly normalize?: (value: unknown, info: ValueInfo) => unknown;
  /** Checks requests and answers, see `validateWith` of `/validation`. Default: none. */
  readonly validation?: BodyCheck;
  /** More for `fetch`, such as `credentials` or a Node `dispatcher`. */
  readonly fetchOptions?: Readonly<Record<string, unknown>>;
  /** Replaces clock, timers, chance or `fetch`, for tests. */
  readonly platform?: Partial<Platform>;
}

/** What one call may decide for itself. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  readonly totalTimeoutMs?: number;
  readonly retry?: RetryOptions | false;
}

/** A write may also say: */
export interface WriteOptions extends CallOptions {
  /**
   * The key to send, for a repeat after a restart of your own process. Giving one declares that
   * the server honours it for this call.
   */
  readonly idempotencyKey?: string;
  /** Overrides the client's `throwOnFailed`. */
  readonly throwOnFailed?: boolean;
}

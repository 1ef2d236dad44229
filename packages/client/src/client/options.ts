import type { OperationId } from "@tmf654/contract";
import type { Middleware } from "../pipeline/middleware.ts";
import type { FetchLike, Platform } from "../platform/platform.ts";

/** The argument of `onRetry`. */
export interface RetryEvent {
  readonly operation: string;
  /** The number of the attempt that failed, from 1. */
  readonly attempt: number;
  readonly delayMs: number;
  /** The response status, or `error` when there was no response. */
  readonly status?: number;
  readonly error?: unknown;
}

/** When to retry a request. Delays grow as `baseDelayMs * 2^n` with full jitter. */
export interface RetryOptions {
  /** Retries after the first attempt. Default: 2. */
  readonly limit?: number | undefined;
  /** Longest delay before the first retry. Default: 300. */
  readonly baseDelayMs?: number | undefined;
  /** Longest delay that the client chooses itself. Default: 5000. */
  readonly maxDelayMs?: number | undefined;
  /**
   * Longest `Retry-After` to wait for. If the server asks for more, the call fails at once.
   * Default: 60000.
   */
  readonly maxRetryAfterMs?: number | undefined;
  /**
   * Retries that all calls of the client share. Each success returns a tenth of a retry, so that a
   * failing server is not flooded. Default: 10.
   */
  readonly budget?: number | undefined;
  /**
   * Retry a write after 503. Enable it only if your gateway sends 503 before any work is done.
   * Default: false.
   */
  readonly retryWritesOn503?: boolean | undefined;
  /** Called before each retry. Default: none. */
  readonly onRetry?: ((event: RetryEvent) => void) | undefined;
}

/** The second argument of `normalize` and of body checks. */
export interface BodyInfo {
  readonly operation: string;
  /** The contract's schema name, such as `TopupBalance` or `TopupBalance_Create`. */
  readonly schema: string;
  readonly isList: boolean;
  /** The attributes requested with `fields`; others may be missing. */
  readonly fields?: readonly string[] | undefined;
}

/**
 * Checks for request and response bodies. Use `validateWith` from `/validation` or write your own.
 * Throw to reject a body.
 */
export interface BodyCheck {
  /** Called before sending; the returned value is sent. */
  readonly request?: ((value: unknown, info: BodyInfo) => unknown) | undefined;
  /** Called after receiving; the returned value is the result. */
  readonly response?: ((value: unknown, info: BodyInfo) => unknown) | undefined;
}

/** The options of `createClient` and `connect`. */
export interface ClientOptions {
  /** Such as `https://api.example.com/tmf-api/prepayBalanceManagement/v4`. */
  readonly baseUrl: string | URL;
  /** Sends the requests. Default: the global `fetch`. */
  readonly fetch?: FetchLike | undefined;
  /** Headers added to every request. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  /** Credentials: `bearer(…)`, `headerAuth(…)` or any middleware. Runs in every attempt. */
  readonly auth?: Middleware | undefined;
  /** Runs around each call, outside the retries; the first is the outermost. */
  readonly middleware?: readonly Middleware[] | undefined;
  /** Runs around each attempt, inside the retries and outside `auth`. */
  readonly attemptMiddleware?: readonly Middleware[] | undefined;
  /** Largest response body in bytes; reading stops there. Default: 16777216. */
  readonly maxBodyBytes?: number | undefined;
  /** Most pages of one list; then reading on fails. Default: 10000. */
  readonly maxPages?: number | undefined;
  /** Time limit of one attempt, with its token and body. 0 is none. Default: 30000. */
  readonly timeoutMs?: number | undefined;
  /** Time limit of a call, with all attempts and delays. 0 is none. Default: 90000. */
  readonly totalTimeoutMs?: number | undefined;
  /** `false` disables retries. */
  readonly retry?: RetryOptions | false | undefined;
  /**
   * Set this if the server supports idempotency keys. POST and PATCH then send one key for all
   * attempts, and are retried when their outcome is unknown. `true` uses the header
   * `Idempotency-Key`. Default: false.
   */
  readonly idempotency?: boolean | { readonly header: string } | undefined;
  /** Throw `ActionFailedError` when the server records an action as failed. Default: true. */
  readonly throwOnFailed?: boolean | undefined;
  /**
   * The operations that the server offers: their ids, or `certified` for those on the conformance
   * certificate. `consume` and `release` use it to choose their requests. Default: learned from the
   * responses.
   */
  readonly operations?: "certified" | readonly OperationId[] | undefined;
  /** Corrects a response body before it is checked. Default: none. */
  readonly normalize?: ((value: unknown, info: BodyInfo) => unknown) | undefined;
  /** Checks request and response bodies; see `validateWith` from `/validation`. Default: none. */
  readonly validation?: BodyCheck | undefined;
  /** More options for `fetch`, such as `credentials` or a Node `dispatcher`. */
  readonly fetchOptions?: Readonly<Record<string, unknown>> | undefined;
  /** Replaces clock, timers, random numbers or `fetch`, for tests. */
  readonly platform?:
    | { readonly [Name in keyof Platform]?: Platform[Name] | undefined }
    | undefined;
}

/** Options of one call. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  readonly timeoutMs?: number | undefined;
  readonly totalTimeoutMs?: number | undefined;
  readonly retry?: RetryOptions | false | undefined;
}

/** Options of one write. */
export interface WriteOptions extends CallOptions {
  /**
   * The idempotency key to send, for example when your process repeats a write after a restart. Use
   * it only if the server supports keys.
   */
  readonly idempotencyKey?: string | undefined;
  /** Overrides the client's `throwOnFailed`. */
  readonly throwOnFailed?: boolean | undefined;
}

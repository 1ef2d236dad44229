import type { OperationId } from "@tmf654/contract";
import type { Middleware } from "../pipeline/middleware.ts";
import type { FetchLike, Platform } from "../platform/platform.ts";

/** The argument of `onRetry`. */
export interface RetryEvent {
  readonly operation: string;
  /** The number of the attempt that failed, from 1. */
  readonly attempt: number;
  readonly delayMs: number;
  /** The response status. Without a response, `error` is set instead. */
  readonly status?: number;
  readonly error?: unknown;
}

/** The options for retries. Delays grow as `baseDelayMs * 2^n` with full jitter. */
export interface RetryOptions {
  /** The maximum number of retries after the first attempt. Default: 2. */
  readonly limit?: number | undefined;
  /** Longest delay before the first retry. Default: 300. */
  readonly baseDelayMs?: number | undefined;
  /** Longest delay if the server does not send `Retry-After`. Default: 5000. */
  readonly maxDelayMs?: number | undefined;
  /**
   * Longest `Retry-After` that the client accepts. A longer one fails the call at once. Default:
   * 60000.
   */
  readonly maxRetryAfterMs?: number | undefined;
  /**
   * The number of retries that all calls of the client share. Each success gives back a tenth of a
   * retry. The shared limit protects a failing server. Default: 10.
   */
  readonly budget?: number | undefined;
  /**
   * Whether to retry a write after 503. Enable it only if your gateway sends 503 without calling
   * the server. Default: false.
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
  /** The attributes requested with `fields`. Other attributes may be missing. */
  readonly fields?: readonly string[] | undefined;
}

/**
 * Checks of request and response bodies. Use `validateWith` from `/validation` or write your own. A
 * check throws to reject a body.
 */
export interface BodyCheck {
  /** Called with a request body. The client sends the returned value. */
  readonly request?: ((value: unknown, info: BodyInfo) => unknown) | undefined;
  /** Called with a response body. Its return value is the result of the client's call. */
  readonly response?: ((value: unknown, info: BodyInfo) => unknown) | undefined;
}

/** The options of `createClient` and `connect`. */
export interface ClientOptions {
  /** The URL of the API, such as `https://api.example.com/tmf-api/prepayBalanceManagement/v4`. */
  readonly baseUrl: string | URL;
  /** The function that sends requests. Default: the global `fetch`. */
  readonly fetch?: FetchLike | undefined;
  /** Headers added to every request. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  /**
   * The credentials: `bearer(…)`, `headerAuth(…)` or any middleware. The credentials are added in
   * every attempt.
   */
  readonly auth?: Middleware | undefined;
  /** Middleware around each call, outside the retries. The first is the outermost. */
  readonly middleware?: readonly Middleware[] | undefined;
  /** Middleware around each attempt, inside the retries and outside `auth`. */
  readonly attemptMiddleware?: readonly Middleware[] | undefined;
  /** Largest response body in bytes. A larger one is an error. Default: 16777216. */
  readonly maxBodyBytes?: number | undefined;
  /** The maximum number of pages of one list. Reading more pages fails. Default: 10000. */
  readonly maxPages?: number | undefined;
  /** Time limit of one attempt, including its token and body. 0 means no limit. Default: 30000. */
  readonly timeoutMs?: number | undefined;
  /** Time limit of a call, including all attempts and delays. 0 means no limit. Default: 90000. */
  readonly totalTimeoutMs?: number | undefined;
  /** The options for retries. `false` disables retries. */
  readonly retry?: RetryOptions | false | undefined;
  /**
   * Whether the server supports idempotency keys. POST and PATCH then send one key with all
   * attempts, and are retried when their outcome is unknown. `true` uses the header
   * `Idempotency-Key`. Default: false.
   */
  readonly idempotency?: boolean | { readonly header: string } | undefined;
  /**
   * Whether an action that the server records as failed throws `ActionFailedError`. Default: true.
   */
  readonly throwOnFailed?: boolean | undefined;
  /**
   * The operations that the server offers: their ids, or `certified` for those on the conformance
   * certificate. `consume` and `release` choose their requests from these operations. Default:
   * learned from the responses.
   */
  readonly operations?: "certified" | readonly OperationId[] | undefined;
  /** Called with each response body before the checks, to correct it. Default: none. */
  readonly normalize?: ((value: unknown, info: BodyInfo) => unknown) | undefined;
  /**
   * The checks of request and response bodies, such as `validateWith` from `/validation`. Default:
   * none.
   */
  readonly validation?: BodyCheck | undefined;
  /** More options for `fetch`, such as `credentials` or a Node `dispatcher`. */
  readonly fetchOptions?: Readonly<Record<string, unknown>> | undefined;
  /** Replacements for the clock, timers, random numbers or `fetch`, for tests. */
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
   * The idempotency key of the write. Set it if your process may repeat the write after a restart,
   * and only if the server supports keys.
   */
  readonly idempotencyKey?: string | undefined;
  /** Overrides `throwOnFailed` of the client. */
  readonly throwOnFailed?: boolean | undefined;
}

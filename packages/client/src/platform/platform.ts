/**
 * The runtime functions that a client uses. Only this file uses clocks, random numbers, timers and
 * `fetch`.
 */
export interface Platform {
  /** Sends one HTTP request. Default: the global `fetch`, looked up at each call. */
  readonly fetch: FetchLike;
  /** Returns the current time in milliseconds since 1970. */
  readonly now: () => number;
  /** Returns a random number in [0, 1), for jitter. */
  readonly random: () => number;
  /** Calls `callback` after `ms` milliseconds and returns a timer for `clearTimer`. */
  readonly setTimer: (callback: () => void, ms: number) => unknown;
  /** Cancels a timer. */
  readonly clearTimer: (timer: unknown) => void;
  /** Returns a new globally unique id, for idempotency keys and correlation ids. */
  readonly newId: () => string;
}

/** The part of `fetch` that a client uses: an absolute URL and plain values, never a `Request`. */
export type FetchLike = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** The second argument of {@link FetchLike}: a subset of `RequestInit`. */
export interface FetchInit {
  method: string;
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
  redirect: "manual";
}

/** The part of `Response` that a client reads. */
export interface FetchResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** A stream of bytes, if the runtime has streams. Reading stops at the size limit. */
  readonly body?: {
    getReader?(): {
      read(): Promise<{ readonly value?: Uint8Array | undefined }>;
      cancel(): Promise<unknown>;
    };
  } | null;
  text(): Promise<string>;
}

/** Creates a unique id. Uses random text in insecure pages and in runtimes without `crypto`. */
function createId(): string {
  const randomText = () => Math.random().toString(36).slice(2);
  return globalThis.crypto?.randomUUID?.() ?? randomText() + randomText() + randomText();
}

/**
 * Cancels a timer. Node keeps a list of timers for each delay and deletes an empty list. Calling
 * `unref` first keeps the list, which halves the cost of a timer. Other runtimes ignore `unref`.
 */
function clearTimer(timer: unknown): void {
  (timer as { unref?: () => void } | undefined)?.unref?.();
  clearTimeout(timer as number);
}

/** The functions of the current runtime. */
export const defaultPlatform: Platform = {
  fetch: (url, init) => globalThis.fetch(url, init),
  now: () => Date.now(),
  random: () => Math.random(),
  setTimer: (callback, ms) => setTimeout(callback, ms),
  clearTimer,
  newId: createId,
};

/** Parses an HTTP or ISO date to milliseconds since 1970. Returns `NaN` for other texts. */
export const parseDate = (text: string): number => Date.parse(text);

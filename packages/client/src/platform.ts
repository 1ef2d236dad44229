/** What a client asks of the runtime. The one file that touches clocks, chance, timers and `fetch`. */
export interface Platform {
  /** Sends one HTTP request. Default: the global `fetch`, looked up at each call. */
  readonly fetch: FetchLike;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
  /** Runs `callback` after `ms` milliseconds and returns what `clearTimer` takes. */
  readonly setTimer: (callback: () => void, ms: number) => unknown;
  /** Cancels a timer. */
  readonly clearTimer: (timer: unknown) => void;
  /** A new globally unique id, for idempotency keys and correlation ids. */
  readonly newId: () => string;
}

/** The part of `fetch` that a client uses: an absolute URL and plain values, never a `Request`. */
export type FetchLike = (url: string, init: FetchInit) => Promise<FetchResult>;

/** The second argument of {@link FetchLike}: a subset of `RequestInit`. */
export interface FetchInit {
  method: string;
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
  redirect: "manual";
}

/** The part of `Response` that a client reads. */
export interface FetchResult {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** Where the page is not a secure context, or the phone has no `crypto`, chance must do. */
function uniqueId(): string {
  const chance = () => Math.random().toString(36).slice(2);
  return globalThis.crypto?.randomUUID?.() ?? chance() + chance() + chance();
}

/**
 * Node takes the list of a cleared timer's length down unless the timer was `unref`ed, and builds
 * it again for the next one: twice the price of a timer. Other runtimes do not mind.
 */
function clearTimer(timer: unknown): void {
  (timer as { unref?: () => void } | undefined)?.unref?.();
  clearTimeout(timer as number);
}

/** The runtime itself. */
export const defaultPlatform: Platform = {
  fetch: (url, init) => globalThis.fetch(url, init),
  now: () => Date.now(),
  random: () => Math.random(),
  setTimer: (callback, ms) => setTimeout(callback, ms),
  clearTimer,
  newId: uniqueId,
};

/** Milliseconds since 1970 of an HTTP or ISO date; `NaN` when it is neither. */
export const parseDate = (text: string): number => Date.parse(text);

import { AbortedError, TimeoutError } from "../errors/call-errors.ts";
import type { Platform } from "../platform/platform.ts";

/** The time limit of a task and the signal that stops it. */
export interface TimeLimit {
  readonly platform: Platform;
  readonly ms: number;
  readonly signal: AbortSignal | undefined;
}

/** Converts a time limit of 0 to `Infinity`. */
export const limitOf = (ms: number): number => (ms > 0 ? ms : Number.POSITIVE_INFINITY);

/** The longest delay of a timer. A longer one, such as `Infinity`, would fire at once. */
const longestMs = 2 ** 31 - 1;

/**
 * Runs a task until it settles, the time limit ends or the caller aborts. This works even if the
 * task ignores its signal. The timer and the listener are removed afterwards.
 */
export function withTimeLimit<T>(
  { platform, ms, signal }: TimeLimit,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const cleanUp = () => {
      platform.clearTimer(timer);
      signal?.removeEventListener("abort", onAbort);
    };
    const fail = (error: unknown) => {
      cleanUp();
      reject(error);
    };
    const stop = (error: unknown) => {
      fail(error);
      controller.abort(error);
    };
    const onAbort = () => stop(new AbortedError({ message: "aborted", cause: signal?.reason }));
    // This call comes before the timer, because it throws if the value is not a signal.
    signal?.addEventListener("abort", onAbort);
    const timer = platform.setTimer(
      () => stop(new TimeoutError({ message: `no response within ${ms} ms` })),
      Math.min(ms, longestMs),
    );
    if (signal?.aborted) return onAbort();
    try {
      task(controller.signal).then((value) => {
        cleanUp();
        resolve(value);
      }, fail);
    } catch (error) {
      fail(error);
    }
  });
}

/** Waits for `ms` milliseconds. Rejects at once when the caller's signal aborts. */
export function wait(bounds: TimeLimit): Promise<void> {
  return withTimeLimit<void>(bounds, () => new Promise(() => {})).catch((error) => {
    if (!(error instanceof TimeoutError)) throw error;
  });
}

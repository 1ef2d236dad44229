import { AbortedError, TimeoutError } from "../errors/call-errors.ts";
import type { Platform } from "../platform/platform.ts";

/** The time limit of a task and the signal that stops it. */
export interface TimeLimit {
  readonly platform: Platform;
  readonly ms: number;
  readonly signal: AbortSignal | undefined;
}

/** A time limit of 0 is none. */
export const limitOf = (ms: number): number => (ms > 0 ? ms : Number.POSITIVE_INFINITY);

/** A longer timer, such as `Infinity`, would fire at once. */
const longestMs = 2 ** 31 - 1;

/**
 * Settles when the task settles, the time limit ends or the caller aborts, whichever is first. It
 * works even if the task ignores its signal. It removes its timer and listener.
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
    // Before the timer: this throws if the value is no signal.
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

/** Waits for `ms` milliseconds. The caller's signal ends it at once. */
export function wait(bounds: TimeLimit): Promise<void> {
  return withTimeLimit<void>(bounds, () => new Promise(() => {})).catch((error) => {
    if (!(error instanceof TimeoutError)) throw error;
  });
}

import { AbortedError, TimeoutError } from "../errors/call-errors.ts";
import type { Platform } from "../platform.ts";

/** How long a task may take, and who may stop it. */
export interface Bounds {
  readonly platform: Platform;
  readonly ms: number;
  readonly signal: AbortSignal | undefined;
}

/** A timer of more, or of `Infinity`, would end at once. */
const longestMs = 2 ** 31 - 1;

/**
 * Settles when the task does, when time is up, or when the caller gives up: whichever is first,
 * even if the task ignores its signal. Leaves no timer and no listener behind.
 */
export function bounded<T>(
  { platform, ms, signal }: Bounds,
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
    const timer = platform.setTimer(
      () => stop(new TimeoutError({ message: `no answer within ${ms} ms` })),
      Math.min(ms, longestMs),
    );
    if (signal?.aborted) return onAbort();
    signal?.addEventListener("abort", onAbort);
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

/** Waits; the caller's signal ends it at once. */
export function pause(bounds: Bounds): Promise<void> {
  return bounded<void>(bounds, () => new Promise(() => {})).catch((error) => {
    if (!(error instanceof TimeoutError)) throw error;
  });
}

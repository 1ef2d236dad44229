import { AbortedError, TimeoutError } from "../errors/call-errors.ts";
import type { Platform } from "../platform.ts";

/** How long a task may take, and who may stop it. */
export interface Bounds {
  readonly platform: Platform;
  readonly ms: number;
  readonly signal: AbortSignal | undefined;
  /** Names the task in the error. */
  readonly operation: string;
}

/** The error of a caller who gave up. */
export function abortedError(operation: string, signal: AbortSignal): AbortedError {
  return new AbortedError({
    message: `${operation} was aborted`,
    operation,
    cause: signal.reason,
  });
}

/**
 * Settles when the task does, when time is up, or when the caller gives up: whichever is first,
 * even if the task ignores its signal. Leaves no timer and no listener behind.
 */
export function bounded<T>(bounds: Bounds, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { platform, ms, signal, operation } = bounds;
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const stop = (error: unknown) => {
      cleanUp();
      reject(error);
      controller.abort(error);
    };
    const onAbort = () => signal && stop(abortedError(operation, signal));
    const timer = platform.setTimer(
      () => stop(new TimeoutError({ message: `${operation} took over ${ms} ms`, operation })),
      ms,
    );
    const cleanUp = () => {
      platform.clearTimer(timer);
      signal?.removeEventListener("abort", onAbort);
    };
    if (signal?.aborted) return onAbort();
    signal?.addEventListener("abort", onAbort);
    const run = async () => task(controller.signal);
    run().then(
      (value) => {
        cleanUp();
        resolve(value);
      },
      (error) => {
        cleanUp();
        reject(error);
      },
    );
  });
}

/** Waits; the caller's signal ends it at once. */
export function pause(bounds: Bounds): Promise<void> {
  const { platform, ms, signal, operation } = bounds;
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      platform.clearTimer(timer);
      signal?.removeEventListener("abort", onAbort);
      if (signal) reject(abortedError(operation, signal));
    };
    const timer = platform.setTimer(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    if (signal?.aborted) onAbort();
    else signal?.addEventListener("abort", onAbort);
  });
}

import type { Timers } from "./timers.ts";

/** Real milliseconds that one move waits, in all, for answers that are slow to come. */
export const waitBudgetMs = 250;
/** An answer that comes within so many is always waited for, so that it is heard in order. */
export const minimumWaitMs = 50;

/** What one move has left of its budget. */
export type WaitBudget = {
  /** Waits for work, unless it is too slow; whether it ended. Returns at once when stopped. */
  wait(work: Promise<unknown>, signal: AbortSignal): Promise<boolean>;
};

/** The budget of one move. */
export function createWaitBudget(timers: Timers): WaitBudget {
  let left = waitBudgetMs;
  return {
    wait: async (work, signal) => {
      const began = timers.now();
      const isDone = await within(timers, Math.max(left, minimumWaitMs), work, signal);
      left -= timers.now() - began;
      return isDone;
    },
  };
}

function within(
  timers: Timers,
  ms: number,
  work: Promise<unknown>,
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const end = (isDone: boolean): void => {
      cancel();
      signal.removeEventListener("abort", stop);
      resolve(isDone);
    };
    const stop = (): void => end(false);
    const cancel = timers.after(ms, stop);
    signal.addEventListener("abort", stop);
    work.then(() => end(true), reject);
  });
}

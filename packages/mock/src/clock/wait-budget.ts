import { elapsedMs, type Timers } from "./timers.ts";

/** The real milliseconds for which one move waits for slow subscribers in total. */
export const waitBudgetMs = 250;
/**
 * The real milliseconds for which a move always waits for a response, so that events stay in
 * order.
 */
export const minimumWaitMs = 50;

/** The time for which one move may still wait. */
export interface WaitBudget {
  /** Waits for work and returns whether the work ended in time. Returns at once when aborted. */
  wait(work: Promise<unknown>, signal: AbortSignal): Promise<boolean>;
}

/** Creates the wait budget of one move. */
export function createWaitBudget(timers: Timers): WaitBudget {
  let leftMs = waitBudgetMs;
  return {
    wait: async (work, signal) => {
      const startMs = elapsedMs();
      const isDone = await waitAtMost(timers, Math.max(leftMs, minimumWaitMs), work, signal);
      leftMs -= elapsedMs() - startMs;
      return isDone;
    },
  };
}

function waitAtMost(
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

/** Time, timers and random values of the machine, in one place. */

/** Clock, timers and random ids of a run; a test passes its own. */
export interface RunPlatform {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly uuid: () => string;
}

/** The clock, timers and random ids of the machine. */
export const systemPlatform: RunPlatform = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  uuid: () => crypto.randomUUID(),
};

/**
 * Runs a task with a time limit; the signal aborts it. Rejects with the text of `late` after the
 * limit, even if the task ignores the signal.
 */
export async function withTimeLimit<T>(
  ms: number,
  timeoutText: string,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeLimit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      controller.abort();
      reject(new Error(timeoutText));
    }, ms);
  });
  const result = task(controller.signal);
  // A rejection after the limit is ignored: it must not end the program.
  result.catch(() => {});
  try {
    return await Promise.race([result, timeLimit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Time, timers and random values: everything of the machine that a run needs, in one place. */

/** The machine, as far as a run uses it; a test brings its own. */
export interface Machine {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly uuid: () => string;
}

/** The machine that the code runs on. */
export const thisMachine: Machine = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  uuid: () => crypto.randomUUID(),
};

/**
 * Runs a task that may not take longer; the signal ends what it began. Rejects with the text of
 * `late` when the time is over, whether the task heeds the signal or not.
 */
export async function within<T>(
  ms: number,
  late: string,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      controller.abort();
      reject(new Error(late));
    }, ms);
  });
  const running = task(controller.signal);
  // What the task says after its time is heard by nobody, and must not end the program.
  running.catch(() => {});
  try {
    return await Promise.race([running, over]);
  } finally {
    clearTimeout(timer);
  }
}

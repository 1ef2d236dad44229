/** The machine's clock and timers; a test may pass its own. */
export interface Timers {
  now(): number;
  /** Calls `run` once after `delayMs`; the result cancels. Does not keep a process alive. */
  after(delayMs: number, run: () => void): () => void;
}

/** The longest delay of a timer; a longer one would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** The clock and timers of this machine. */
export const systemTimers: Timers = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer: unknown = setTimeout(run, Math.min(Math.max(delayMs, 0), LONGEST_MS));
    if (hasUnref(timer)) timer.unref();
    return () => clearTimeout(timer as ReturnType<typeof setTimeout>);
  },
};

/** Waits in real time, independent of the mock's clock. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, Math.min(Math.max(ms, 0), LONGEST_MS));
  });
}

function hasUnref(timer: unknown): timer is { unref(): void } {
  return typeof timer === "object" && timer !== null && "unref" in timer;
}

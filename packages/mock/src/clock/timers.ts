/** What the mock asks of the machine's clock; a test brings its own. */
export type Timers = {
  now(): number;
  /** Calls once after so many milliseconds; the result cancels. Never keeps a process alive. */
  after(delayMs: number, run: () => void): () => void;
};

/** Longest delay a timer takes before it wraps to zero. */
const LONGEST_MS = 2 ** 31 - 1;

/** The machine's own clock. */
export const systemTimers: Timers = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer: unknown = setTimeout(run, Math.min(Math.max(delayMs, 0), LONGEST_MS));
    if (hasUnref(timer)) timer.unref();
    return () => clearTimeout(timer as ReturnType<typeof setTimeout>);
  },
};

/** Waits in real time, whatever the mock's clock shows: a delayed answer delays the caller. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, Math.min(Math.max(ms, 0), LONGEST_MS));
  });
}

function hasUnref(timer: unknown): timer is { unref(): void } {
  return typeof timer === "object" && timer !== null && "unref" in timer;
}

/** The clock and timers of a machine. A test can replace them. */
export interface Timers {
  now(): number;
  /**
   * Calls `run` once after `delayMs`. The returned function cancels it. The timer does not keep a
   * process alive.
   */
  after(delayMs: number, run: () => void): () => void;
}

/** The longest delay of a timer. A longer one would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

// The functions are read when the module loads. Fake timers that a test installs later do not fire
// by themselves. They would stop every move of the clock that waits for a subscriber.
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;
const { now: machineTime } = Date;

/** The clock and timers of this machine. */
export const systemTimers: Timers = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer: unknown = startTimer(run, limitDelay(delayMs));
    if (hasUnref(timer)) timer.unref();
    return () => stopTimer(timer as ReturnType<typeof setTimeout>);
  },
};

/** The clock and timers that are global at each call, so that a test's fake timers move them. */
export const globalTimers: Timers = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer = globalThis.setTimeout(run, limitDelay(delayMs));
    return () => globalThis.clearTimeout(timer);
  },
};

/**
 * Returns real milliseconds since a fixed instant, for durations. A fake `Date` does not change
 * them.
 */
export function elapsedMs(): number {
  return machineTime();
}

/** Waits in real time, independent of the mock's clock. Keeps the process alive. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    startTimer(resolve, limitDelay(ms));
  });
}

/**
 * Calls `run` once after real milliseconds. The returned function cancels the call. Keeps the
 * process alive.
 */
export function startCountdown(ms: number, run: () => void): () => void {
  const timer = startTimer(run, limitDelay(ms));
  return () => stopTimer(timer);
}

function limitDelay(ms: number): number {
  return Math.min(Math.max(ms, 0), LONGEST_MS);
}

function hasUnref(timer: unknown): timer is { unref(): void } {
  return typeof timer === "object" && timer !== null && "unref" in timer;
}

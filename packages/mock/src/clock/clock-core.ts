import type { Timers } from "./timers.ts";

/** The mode of a clock. `real`: it runs with the system clock. `set`: it is stopped. */
export type ClockMode = "real" | "set";

/** The instant and the mode of a clock. */
export type ClockCore = ReturnType<typeof createClockCore>;

/**
 * Creates the instant and the mode of a clock, by default those of the system clock. A change of
 * the instant or the mode runs no due work.
 */
export function createClockCore(timers: Timers, start?: number, startMode: ClockMode = "real") {
  const begin = () => ({
    mode: startMode,
    shown: start ?? timers.now(),
    /** The machine time at which the clock showed `shown`. */
    origin: timers.now(),
    /** True during a move. Only the move then changes the instant. */
    isHeld: false,
  });
  let state = begin();
  const isRunning = (): boolean => state.mode === "real" && !state.isHeld;
  const now = (): number =>
    isRunning() ? state.shown + (timers.now() - state.origin) : state.shown;
  return {
    mode: (): ClockMode => state.mode,
    isRunning,
    now,
    jump: (instant: number, mode: ClockMode): void => {
      state = { mode, shown: instant, origin: timers.now(), isHeld: false };
    },
    hold: (instant: number): void => {
      const origin = state.isHeld ? state.origin : timers.now();
      state = { ...state, shown: instant, origin, isHeld: true };
    },
    /** Lets the clock run again. A real clock then includes the time of the pause. */
    release: (instant: number, mode: ClockMode = state.mode): void => {
      if (state.isHeld) state = { ...state, mode, shown: instant, isHeld: false };
    },
    reset: (): void => {
      state = begin();
    },
  };
}

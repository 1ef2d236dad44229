import { parseSpan } from "../schema/instant.ts";
import { addDuration, parseDuration } from "./duration.ts";
import { ClockError } from "./error.ts";
import { createMoveQueue, type MoveQueue } from "./move-queue.ts";
import { systemTimers, type Timers } from "./timers.ts";
import { createWaitBudget } from "./wait-budget.ts";

/** Something that has work due at instants: the ledger's effects, the events' retries. */
export type DueSource = {
  /** When its next piece of work is due; undefined when there is none. */
  nextDue(): number | undefined;
  /** Does the next piece of work; `due` is the instant it was due at. */
  runNext(due: number): void;
  /** When work begun (deliveries in flight) has ended; undefined when none is worth a wait. */
  inFlight?(): Promise<unknown> | undefined;
  /** Tells that the wait took too long: what is in flight is not worth one any more. */
  stopWaiting?(): void;
  /** The clock has been set back: what was due is due again. */
  onClockSetBack?(): void;
};

/** The time of a mock, which a test can set and advance. Instants are epoch milliseconds. */
export type MockClock = {
  now(): number;
  /** `real`: the clock runs with the system clock, perhaps with an offset. `set`: it is stopped. */
  mode(): "real" | "set";
  /**
   * Stops the clock at an instant (date-time text or epoch milliseconds). Runs everything that is
   * due up to that instant first, in order of due time. An earlier instant undoes nothing.
   * @throws ClockError when the text is not a date-time, or `interrupted` as for `advance`.
   */
  set(instant: string | number): Promise<void>;
  /**
   * Moves forward by an ISO 8601 duration (`P1M`, `PT90S`) or milliseconds. Runs everything that is
   * due, in order of due time. A real clock runs on from the later instant. Parallel calls run one
   * after another. The wait for slow event subscribers is limited.
   * @throws ClockError when the text is not a duration, or `interrupted` when the mock is reset,
   * restored or closed before the move ends.
   */
  advance(duration: string | number): Promise<void>;
  /** Runs with real time again, from the current instant, after the moves in progress. */
  run(): void;
};

/** The clock inside the mock, with the functions that its parts use. */
export type Clock = MockClock & {
  /** Adds a source of due work. */
  addSource(source: DueSource): void;
  /** Sets the timer again; called when the next due instant of a source may have changed. */
  reschedule(): void;
  /** Runs what is due now. On a real clock, that is work whose timer has not fired yet. */
  runDue(): void;
  /**
   * Jumps to an instant and a mode and runs nothing; used to restore a snapshot. Like `reset` and
   * `close`, it interrupts the moves in progress.
   */
  jump(instant: number, mode: "real" | "set"): void;
  /** Goes back to the first instant and mode, and runs nothing. */
  reset(): void;
  /** Clears the timer. */
  close(): void;
};

/** How a clock begins. */
export type ClockOptions = {
  /** The instant it shows first: text or epoch milliseconds. Default: the system's. */
  readonly start?: string | number;
  /** Whether it runs (`real`) or stands (`set`). Default `real`. */
  readonly mode?: "real" | "set";
  readonly timers?: Timers;
};

/** The furthest instant that a date can show. */
const furthestMs = 8.64e15;

/**
 * Instant of an RFC 3339 date-time, a date alone (UTC) or a number of milliseconds. Nothing looser:
 * `Date.parse` would read a text without a zone as this machine's time, and 30 February as March.
 */
export function toInstant(value: string | number): number {
  const instant = typeof value === "number" ? value : Math.trunc(parseSpan(value)?.from ?? NaN);
  if (!Number.isSafeInteger(instant) || Math.abs(instant) > furthestMs) {
    throw new ClockError("notAnInstant", value);
  }
  return instant;
}

/** Date-time text (UTC, milliseconds) of an instant. */
export function toText(instant: number): string {
  return new Date(instant).toISOString();
}

/** A clock of its own: two mocks in one process never share time. */
export function createClock(options: ClockOptions = {}): Clock {
  const timers = options.timers ?? systemTimers;
  const state = createClockState(options, timers);
  const sources: DueSource[] = [];
  const moves = createMoveQueue();
  const alarm = createAlarm(timers, () => runDue());
  const reschedule = (): void =>
    alarm.set(state.isRunning() ? earliest(sources)?.due : undefined, state.now());
  const runDue = (): void => {
    for (let next = earliest(sources); next && next.due <= state.now(); next = earliest(sources)) {
      next.source.runNext(next.due);
    }
    reschedule();
  };
  const move = createMove({ timers, state, sources, moves, reschedule, runDue });
  const interrupt = (change: () => void): void => {
    moves.stop();
    alarm.clear();
    change();
  };
  return {
    now: state.now,
    mode: state.mode,
    set: async (instant) => {
      const target = toInstant(instant);
      await move(instant, () => target, "set");
    },
    advance: async (duration) => {
      later(state.now(), duration);
      await move(duration, (from) => later(from, duration));
    },
    run: () => {
      // Nobody waits for it, so nobody needs to hear that a reset came first.
      move("run", (from) => from, "real").catch(() => {});
    },
    addSource: (source) => {
      sources.push(source);
    },
    reschedule,
    runDue,
    jump: (instant, mode) => interrupt(() => state.jump(instant, mode)),
    reset: () => interrupt(state.reset),
    close: () => interrupt(() => state.release(state.now())),
  };
}

type MoveParts = {
  readonly timers: Timers;
  readonly state: ClockState;
  readonly sources: readonly DueSource[];
  readonly moves: MoveQueue;
  readonly reschedule: () => void;
  readonly runDue: () => void;
};

/** Moves the state to a target, running what is due on the way; then `mode`, if it is to change. */
type Move = (
  asked: string | number,
  targetFrom: (now: number) => number,
  mode?: Mode,
) => Promise<void>;

/** No more than one move is under way. Where none has to wait, all happens before it returns. */
function createMove({ timers, state, sources, moves, reschedule, runDue }: MoveParts): Move {
  return async (asked, targetFrom, mode) => {
    const move = moves.next();
    const check = (): void => {
      if (move.signal.aborted) throw new ClockError("interrupted", asked);
    };
    try {
      if (move.before) await move.before;
      check();
      const from = state.now();
      const target = targetFrom(from);
      state.hold(from);
      // No timer runs meanwhile: afterwards it is another time until what is due next.
      reschedule();
      const budget = createWaitBudget(timers);
      const step = (): Promise<unknown> | undefined =>
        runUntil(target, sources, state, move.signal);
      for (let wait = step(); wait; wait = step()) {
        const isDone = await budget.wait(wait, move.signal);
        check();
        if (!isDone) for (const source of sources) source.stopWaiting?.();
      }
      check();
      state.release(target, mode);
      if (target < from) for (const source of sources) source.onClockSetBack?.();
      // Of a clock that runs: what became due in the time that the move took.
      runDue();
    } finally {
      if (!move.signal.aborted) state.release(state.now());
      move.end();
    }
  };
}

type Mode = "real" | "set";
type ClockState = ReturnType<typeof createClockState>;

/** What the clock shows, apart from what happens then. */
function createClockState(options: ClockOptions, timers: Timers) {
  const begin = () => ({
    mode: options.mode ?? "real",
    shown: options.start === undefined ? timers.now() : toInstant(options.start),
    /** Machine time at which `shown` was right. */
    origin: timers.now(),
    /** A move is under way: it alone moves the state. */
    isHeld: false,
  });
  let state = begin();
  const isRunning = (): boolean => state.mode === "real" && !state.isHeld;
  const now = (): number =>
    isRunning() ? state.shown + (timers.now() - state.origin) : state.shown;
  return {
    mode: (): Mode => state.mode,
    isRunning,
    now,
    jump: (instant: number, mode: Mode): void => {
      state = { mode, shown: instant, origin: timers.now(), isHeld: false };
    },
    hold: (instant: number): void => {
      const origin = state.isHeld ? state.origin : timers.now();
      state = { ...state, shown: instant, origin, isHeld: true };
    },
    /** Ends a hold. If the clock runs, the time since its beginning has passed all the same. */
    release: (instant: number, mode: Mode = state.mode): void => {
      if (state.isHeld) state = { ...state, mode, shown: instant, isHeld: false };
    },
    reset: (): void => {
      state = begin();
    },
  };
}

/** One timer, for the earliest due instant. */
function createAlarm(timers: Timers, ring: () => void) {
  let armed: { readonly due: number; readonly cancel: () => void } | undefined;
  const clear = (): void => {
    armed?.cancel();
    armed = undefined;
  };
  return {
    clear,
    set: (due: number | undefined, now: number): void => {
      if (due === armed?.due) return;
      clear();
      if (due === undefined) return;
      const cancel = timers.after(due - now, () => {
        armed = undefined;
        ring();
      });
      armed = { due, cancel };
    },
  };
}

function later(from: number, given: string | number): number {
  const duration = typeof given === "number" ? { months: 0, ms: given } : parseDuration(given);
  const target = duration ? addDuration(from, duration) : Number.NaN;
  if (!(target >= from)) throw new ClockError("notADuration", given);
  return target;
}

/**
 * Runs due work in order of due time, up to the target or to the first wait for deliveries in
 * flight, which is the result.
 */
function runUntil(
  target: number,
  sources: readonly DueSource[],
  state: ClockState,
  signal: AbortSignal,
): Promise<unknown> | undefined {
  // What it runs may itself reset the mock.
  while (!signal.aborted) {
    const inFlight = sources.map((source) => source.inFlight?.()).filter((wait) => wait);
    if (inFlight.length > 0) return Promise.all(inFlight);
    const next = earliest(sources);
    if (!next || next.due > target) return undefined;
    if (next.due > state.now()) state.hold(next.due);
    next.source.runNext(next.due);
  }
  return undefined;
}

function earliest(sources: readonly DueSource[]): { source: DueSource; due: number } | undefined {
  let first: { source: DueSource; due: number } | undefined;
  for (const source of sources) {
    const due = source.nextDue();
    if (due !== undefined && (!first || due < first.due)) first = { source, due };
  }
  return first;
}

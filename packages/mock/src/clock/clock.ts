import { parseSpan } from "../schema/instant.ts";
import { addDuration, parseDuration } from "./duration.ts";
import { ClockError } from "./error.ts";
import { createTurns, type Turns } from "./move-queue.ts";
import { systemTimers, type Timers } from "./timers.ts";
import { createPatience } from "./wait-budget.ts";

/** Something that has work due at instants: the ledger's effects, the events' retries. */
export type DueSource = {
  /** When its next piece of work is due; undefined when there is none. */
  nextDue(): number | undefined;
  /** Does the next piece of work; `due` is the instant it was due at. */
  runNext(due: number): void;
  /** When work begun (deliveries in flight) has ended; undefined when none is worth a wait. */
  settled?(): Promise<unknown> | undefined;
  /** Tells that the wait took too long: what is in flight is not worth one any more. */
  leave?(): void;
  /** The clock has been set back: what was due is due again. */
  rewound?(): void;
};

/** The mock's time, in epoch milliseconds. Real until it is set, then it stands. */
export type Clock = {
  now(): number;
  /** `real` runs with the system's clock (or offset from it); `set` stands still. */
  mode(): "real" | "set";
  /**
   * Stands still at an instant (date-time text or epoch milliseconds). What is due up to there
   * runs first, in order of due time; an instant in the past only moves the hands.
   * @throws ClockError when the text is no date-time, `interrupted` as for `advance`.
   */
  set(instant: string | number): Promise<void>;
  /**
   * Moves forward by an ISO 8601 duration (`P1M`, `PT90S`) or milliseconds, running every due
   * effect in order of due time. A real clock keeps running, from the later instant. Moves asked
   * for at once follow one another. Subscribers that are slow to answer are left behind.
   * @throws ClockError when the text is no duration, `interrupted` when the mock is reset, restored
   * or closed before the move has come to its end.
   */
  advance(duration: string | number): Promise<void>;
  /** Runs with real time again, from the instant it shows; after the moves under way. */
  run(): void;
  /** Adds a source of due work. */
  attach(source: DueSource): void;
  /** Tells that a source's next due instant may have changed. */
  poke(): void;
  /** Runs what is due by now; on a real clock that is what the last timer has not reached yet. */
  catchUp(): void;
  /**
   * Jumps to an instant and a mode without running anything, for going back to a kept moment. Like
   * `reset` and `close` it interrupts the moves under way.
   */
  show(instant: number, mode: "real" | "set"): void;
  /** Shows its start again and runs or stands as it began, without running anything. */
  reset(): void;
  /** Drops every timer. */
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
  const hands = createHands(options, timers);
  const sources: DueSource[] = [];
  const turns = createTurns();
  const alarm = createAlarm(timers, () => catchUp());
  const poke = (): void =>
    alarm.set(hands.isRunning() ? earliest(sources)?.due : undefined, hands.now());
  const catchUp = (): void => {
    for (let next = earliest(sources); next && next.due <= hands.now(); next = earliest(sources)) {
      next.source.runNext(next.due);
    }
    poke();
  };
  const move = createMove({ timers, hands, sources, turns, poke, catchUp });
  const jump = (change: () => void): void => {
    turns.stop();
    alarm.clear();
    change();
  };
  return {
    now: hands.now,
    mode: hands.mode,
    set: async (instant) => {
      const target = toInstant(instant);
      await move(instant, () => target, "set");
    },
    advance: async (duration) => {
      later(hands.now(), duration);
      await move(duration, (from) => later(from, duration));
    },
    run: () => {
      // Nobody waits for it, so nobody needs to hear that a reset came first.
      move("run", (from) => from, "real").catch(() => {});
    },
    attach: (source) => {
      sources.push(source);
    },
    poke,
    catchUp,
    show: (instant, mode) => jump(() => hands.show(instant, mode)),
    reset: () => jump(hands.reset),
    close: () => jump(() => hands.release(hands.now())),
  };
}

type MoveParts = {
  readonly timers: Timers;
  readonly hands: Hands;
  readonly sources: readonly DueSource[];
  readonly turns: Turns;
  readonly poke: () => void;
  readonly catchUp: () => void;
};

/** Moves the hands to a target, running what is due on the way; then `mode`, if it is to change. */
type Move = (
  asked: string | number,
  targetFrom: (now: number) => number,
  mode?: Mode,
) => Promise<void>;

/** No more than one move is under way. Where none has to wait, all happens before it returns. */
function createMove({ timers, hands, sources, turns, poke, catchUp }: MoveParts): Move {
  return async (asked, targetFrom, mode) => {
    const turn = turns.next();
    const check = (): void => {
      if (turn.signal.aborted) throw new ClockError("interrupted", asked);
    };
    try {
      if (turn.before) await turn.before;
      check();
      const from = hands.now();
      const target = targetFrom(from);
      hands.hold(from);
      // No timer runs meanwhile: afterwards it is another time until what is due next.
      poke();
      const patience = createPatience(timers);
      const step = (): Promise<unknown> | undefined =>
        runUntil(target, sources, hands, turn.signal);
      for (let wait = step(); wait; wait = step()) {
        const isDone = await patience.wait(wait, turn.signal);
        check();
        if (!isDone) for (const source of sources) source.leave?.();
      }
      check();
      hands.release(target, mode);
      if (target < from) for (const source of sources) source.rewound?.();
      // Of a clock that runs: what became due in the time that the move took.
      catchUp();
    } finally {
      if (!turn.signal.aborted) hands.release(hands.now());
      turn.end();
    }
  };
}

type Mode = "real" | "set";
type Hands = ReturnType<typeof createHands>;

/** What the clock shows, apart from what happens then. */
function createHands(options: ClockOptions, timers: Timers) {
  const begin = () => ({
    mode: options.mode ?? "real",
    shown: options.start === undefined ? timers.now() : toInstant(options.start),
    /** Machine time at which `shown` was right. */
    origin: timers.now(),
    /** A move is under way: it alone moves the hands. */
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
    show: (instant: number, mode: Mode): void => {
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
  hands: Hands,
  signal: AbortSignal,
): Promise<unknown> | undefined {
  // What it runs may itself reset the mock.
  while (!signal.aborted) {
    const settled = sources.map((source) => source.settled?.()).filter((wait) => wait);
    if (settled.length > 0) return Promise.all(settled);
    const next = earliest(sources);
    if (!next || next.due > target) return undefined;
    if (next.due > hands.now()) hands.hold(next.due);
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

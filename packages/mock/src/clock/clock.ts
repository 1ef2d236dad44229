import { parseSpan } from "../query/instant.ts";
import { addDuration, parseDuration } from "./duration.ts";
import { ClockError } from "./error.ts";
import { systemTimers, type Timers } from "./timers.ts";

/** Something that has work due at instants: the ledger's effects, the events' retries. */
export type DueSource = {
  /** When its next piece of work is due; undefined when there is none. */
  nextDue(): number | undefined;
  /** Does the next piece of work; `due` is the instant it was due at. */
  runNext(due: number): void;
  /** Work begun and not finished (deliveries in flight); undefined when there is none. */
  settled?(): Promise<unknown> | undefined;
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
   * @throws ClockError when the text is no date-time.
   */
  set(instant: string | number): Promise<void>;
  /**
   * Moves forward by an ISO 8601 duration (`P1M`, `PT90S`) or milliseconds, running every due
   * effect in order of due time. A real clock keeps running, from the later instant.
   * @throws ClockError when the text is no duration.
   */
  advance(duration: string | number): Promise<void>;
  /** Runs with real time again, from the instant it shows. */
  run(): void;
  /** Adds a source of due work. */
  attach(source: DueSource): void;
  /** Tells that a source's next due instant may have changed. */
  poke(): void;
  /** Runs what is due by now; on a real clock that is what the last timer has not reached yet. */
  catchUp(): void;
  /** Jumps to an instant and a mode without running anything: for going back to a kept moment. */
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
  const alarm = createAlarm(timers, () => catchUp());
  const poke = (): void =>
    alarm.set(hands.mode() === "real" ? earliest(sources)?.due : undefined, hands.now());
  const catchUp = (): void => {
    const limit = hands.now();
    for (let next = earliest(sources); next && next.due <= limit; next = earliest(sources)) {
      next.source.runNext(next.due);
    }
    poke();
  };
  const moveTo = async (target: number, resume: Mode): Promise<void> => {
    const isBack = target < hands.now();
    hands.show(hands.now(), "set");
    await runUntil(target, sources, (instant) => {
      if (instant > hands.now()) hands.show(instant, "set");
    });
    hands.show(target, resume);
    if (isBack) for (const source of sources) source.rewound?.();
    alarm.clear();
    poke();
  };
  return {
    now: hands.now,
    mode: hands.mode,
    set: async (instant) => moveTo(toInstant(instant), "set"),
    advance: async (duration) => {
      const from = hands.now();
      const target = typeof duration === "number" ? from + duration : later(from, duration);
      if (!(target >= from)) throw new ClockError("notADuration", duration);
      await moveTo(target, hands.mode());
    },
    run: () => {
      hands.show(hands.now(), "real");
      catchUp();
    },
    attach: (source) => {
      sources.push(source);
    },
    poke,
    catchUp,
    show: (instant, mode) => {
      alarm.clear();
      hands.show(instant, mode);
    },
    reset: () => {
      alarm.clear();
      hands.reset();
    },
    close: alarm.clear,
  };
}

type Mode = "real" | "set";

/** What the clock shows, apart from what happens then. */
function createHands(options: ClockOptions, timers: Timers) {
  const begin = () => ({
    mode: options.mode ?? "real",
    shown: options.start === undefined ? timers.now() : toInstant(options.start),
    origin: timers.now(),
  });
  let state = begin();
  return {
    mode: (): Mode => state.mode,
    now: (): number =>
      state.mode === "set" ? state.shown : state.shown + (timers.now() - state.origin),
    show: (instant: number, mode: Mode): void => {
      state = { mode, shown: instant, origin: timers.now() };
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

function later(from: number, text: string): number {
  const duration = parseDuration(text);
  if (!duration) throw new ClockError("notADuration", text);
  return addDuration(from, duration);
}

/** Runs due work in order of due time. Waits only while deliveries are in flight, so that an
 * advance that nobody listens to has happened before the call returns. */
async function runUntil(
  target: number,
  sources: readonly DueSource[],
  show: (instant: number) => void,
): Promise<void> {
  for (;;) {
    const next = earliest(sources);
    if (next && next.due <= target) {
      show(next.due);
      next.source.runNext(next.due);
    }
    const settled = sources.map((source) => source.settled?.()).filter((wait) => wait);
    if (settled.length > 0) await Promise.all(settled);
    else if (!next || next.due > target) return;
  }
}

function earliest(sources: readonly DueSource[]): { source: DueSource; due: number } | undefined {
  let first: { source: DueSource; due: number } | undefined;
  for (const source of sources) {
    const due = source.nextDue();
    if (due !== undefined && (!first || due < first.due)) first = { source, due };
  }
  return first;
}

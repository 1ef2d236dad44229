import { parseSpan } from "../schema/span.ts";
import { createAlarm } from "./alarm.ts";
import { type ClockCore, type ClockMode, createClockCore } from "./clock-core.ts";
import { instantAfter, latestInstant } from "./duration.ts";
import { ClockError } from "./error.ts";
import { createMoveQueue, type MoveQueue } from "./move-queue.ts";
import { elapsedMs, sleep, systemTimers, type Timers } from "./timers.ts";
import { createWaitBudget } from "./wait-budget.ts";

/** A source of due work, such as the effects of the ledger or the retries of events. */
export interface DueSource {
  /** The instant of the next piece of work. `undefined` if there is none. */
  nextDue(): number | undefined;
  /** Runs the next piece of work. `dueAt` is its due instant. */
  runNext(dueAt: number): void;
  /** Resolves when the deliveries in flight have ended. `undefined` if the clock need not wait. */
  workInFlight?(): Promise<unknown> | undefined;
  /** Called when the clock stops waiting for in-flight deliveries, after a limited time. */
  stopWaiting?(): void;
  /** Called when the clock was set back, because earlier work may be due again. */
  onClockSetBack?(): void;
}

/** The time of a mock, which a test can set and advance. Instants are epoch milliseconds. */
export interface MockClock {
  now(): number;
  /**
   * `real`: the clock runs with the system clock, possibly with an offset. `set`: the clock is
   * stopped.
   */
  mode(): "real" | "set";
  /**
   * Stops the clock at an instant (date-time text or epoch milliseconds). Runs everything that is
   * due up to that instant first, in order of due time. Setting an earlier instant does not undo
   * anything.
   * @throws ClockError when the text is not a date-time, or when the move is interrupted.
   */
  set(instant: string | number): Promise<void>;
  /**
   * Moves the clock forward by an ISO 8601 duration (`P1M`, `PT90S`) or milliseconds. Runs
   * everything that is due, in order of due time. A real clock continues from the later instant.
   * Parallel calls run one after another. The wait for slow event subscribers is limited. During a
   * long move the mock still handles requests.
   * @throws ClockError when the text is not a duration. Its code is `interrupted` when `interrupt`
   * is called, or the mock is reset, restored or closed before the move ends.
   */
  advance(duration: string | number): Promise<void>;
  /** Lets the clock run with real time from the current instant, after the moves in progress. */
  run(): void;
  /**
   * The instant at which the move in progress ends, if there is one. `now` is the instant reached
   * so far.
   */
  target(): number | undefined;
  /** Ends the moves in progress. The clock stays at the instant reached so far. */
  interrupt(): void;
}

/** The clock with the functions that other parts of the mock use. */
export type Clock = MockClock & {
  /** Adds a source of due work. */
  addSource(source: DueSource): void;
  /** Sets the timer again. Called when the next due instant of a source may have changed. */
  reschedule(): void;
  /**
   * Runs the work that is due now. On a real clock this is work whose timer has not fired yet.
   * After 10,000 pieces of work a move runs the rest, so that the mock handles requests meanwhile.
   */
  runDue(): void;
  /**
   * Changes the instant and the mode without running work, to restore a snapshot. Interrupts
   * moves.
   */
  jump(instant: number, mode: "real" | "set"): void;
  /** Restores the first instant and mode without running work. */
  reset(): void;
  /** Clears the timer. */
  close(): void;
};

/** The first instant and mode of a clock. */
export interface ClockOptions {
  /** The first instant, as text or epoch milliseconds. Default: the system clock. */
  readonly start?: string | number;
  /** `real` runs, `set` is stopped. Default `real`. */
  readonly mode?: "real" | "set";
  readonly timers?: Timers;
  /** Called after each move, with the instant before the move. */
  readonly onMove?: (from: number) => void;
}

/**
 * Returns the instant of an RFC 3339 date-time, a date alone (UTC) or a number of milliseconds.
 * `Date.parse` would accept more: a text without a zone in local time, and 30 February as March.
 */
export function toInstant(value: string | number): number {
  const instant = typeof value === "number" ? value : (parseSpan(value)?.from ?? NaN);
  if (!Number.isSafeInteger(instant) || Math.abs(instant) > latestInstant) {
    throw new ClockError("notAnInstant", value);
  }
  return instant;
}

let lastInstant = Number.NaN;
let lastText = "";

/**
 * Formats an instant as date-time text in UTC with milliseconds. The last text is kept, because
 * many parts of one request format the same instant.
 */
export function instantText(instant: number): string {
  if (instant !== lastInstant) {
    lastText = new Date(instant).toISOString();
    lastInstant = instant;
  }
  return lastText;
}

/** Creates a clock. Each mock has its own. */
export function createClock(options: ClockOptions = {}): Clock {
  const timers = options.timers ?? systemTimers;
  const start = options.start === undefined ? undefined : toInstant(options.start);
  const state = createClockCore(timers, start, options.mode);
  const sources: DueSource[] = [];
  const moves = createMoveQueue();
  const alarm = createAlarm(timers, () => runDue());
  const setAlarm = (next: NextWork | undefined): void =>
    alarm.set(state.isRunning() ? next?.dueAt : undefined, state.now());
  const reschedule = (): void => setAlarm(earliestWork(sources));
  const runDue = (): void => {
    const isDue = (next: NextWork | undefined): next is NextWork =>
      next !== undefined && next.dueAt <= state.now();
    let next = earliestWork(sources);
    for (let remainingWork = maxWorkAtOnce; remainingWork > 0 && isDue(next); remainingWork -= 1) {
      next.source.runNext(next.dueAt);
      next = earliestWork(sources);
    }
    if (isDue(next)) runRest();
    else setAlarm(next);
  };
  const goal: MoveDependencies["goal"] = { current: undefined };
  const { onMove } = options;
  const move = createMove({ timers, state, sources, moves, goal, reschedule, runDue, onMove });
  const runRest = (): void => {
    // No caller waits for this move. After an interruption, the next request continues the move.
    if (!goal.current) move("the rest", (from) => from).catch(() => {});
  };
  const interrupt = (change: () => void): void => {
    moves.stop();
    goal.current = undefined;
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
      instantAfter(state.now(), duration);
      await move(duration, (from) => instantAfter(from, duration));
    },
    run: () => {
      // No caller waits for this run, so an interruption is not reported.
      move("run", (from) => from, "real").catch(() => {});
    },
    target: () => goal.current?.target,
    interrupt: () => {
      interrupt(() => state.release(state.now()));
      reschedule();
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

interface MoveDependencies {
  readonly timers: Timers;
  readonly state: ClockCore;
  readonly sources: readonly DueSource[];
  readonly moves: MoveQueue;
  /** The target of the move in progress. */
  readonly goal: { current: { readonly target: number } | undefined };
  readonly reschedule: () => void;
  readonly runDue: () => void;
  readonly onMove: ((from: number) => void) | undefined;
}

/** Moves the clock to a target and runs what is due on the way, then changes the mode if given. */
type Move = (
  instantOrDuration: string | number,
  targetFrom: (now: number) => number,
  mode?: ClockMode,
) => Promise<void>;

/**
 * Creates the function that runs one move at a time. A move that waits for nothing ends before the
 * call returns.
 */
function createMove(dependencies: MoveDependencies): Move {
  const { timers, state, sources, moves, goal, reschedule, runDue, onMove } = dependencies;
  return async (requestedMove, targetFrom, mode) => {
    const queuedMove = moves.next();
    const throwIfInterrupted = (): void => {
      if (queuedMove.signal.aborted) throw new ClockError("interrupted", requestedMove);
    };
    try {
      if (queuedMove.earlierMoves) await queuedMove.earlierMoves;
      throwIfInterrupted();
      const from = state.now();
      const target = targetFrom(from);
      goal.current = { target };
      state.hold(from);
      // Clears the timer during the move; its delay would be wrong afterwards.
      reschedule();
      const budget = createWaitBudget(timers);
      const runSlice = () => runUntil(target, sources, state, queuedMove.signal);
      for (let wait = runSlice(); wait; wait = runSlice()) {
        const isDone =
          wait === "pause" ? await yieldToEventLoop() : await budget.wait(wait, queuedMove.signal);
        throwIfInterrupted();
        if (!isDone) for (const source of sources) source.stopWaiting?.();
      }
      throwIfInterrupted();
      state.release(target, mode);
      onMove?.(from);
      if (target < from) for (const source of sources) source.onClockSetBack?.();
      // On a real clock, more work may have become due during the move.
      runDue();
    } finally {
      if (!queuedMove.signal.aborted) {
        state.release(state.now());
        goal.current = undefined;
      }
      queuedMove.end();
    }
  };
}

/** The real milliseconds for which a move runs work before the mock handles waiting requests. */
const sliceMs = 50;

/** The maximum number of pieces of due work that run at once, without a move of the clock. */
const maxWorkAtOnce = 10_000;

/** Lets the event loop run pending callbacks. */
async function yieldToEventLoop(): Promise<true> {
  await sleep(0);
  return true;
}

/**
 * Runs due work in order of due time, up to the target. The run ends earlier if a pause is due, or
 * if deliveries are in flight. In this second case it returns the deliveries.
 */
function runUntil(
  target: number,
  sources: readonly DueSource[],
  state: ClockCore,
  signal: AbortSignal,
): Promise<unknown> | "pause" | undefined {
  const startMs = elapsedMs();
  // The work may reset the mock, which aborts the signal.
  while (!signal.aborted) {
    const runningWork = sources.map((source) => source.workInFlight?.()).filter((wait) => wait);
    if (runningWork.length > 0) return Promise.all(runningWork);
    const next = earliestWork(sources);
    if (!next || next.dueAt > target) return undefined;
    if (elapsedMs() - startMs > sliceMs) return "pause";
    if (next.dueAt > state.now()) state.hold(next.dueAt);
    next.source.runNext(next.dueAt);
  }
  return undefined;
}

interface NextWork {
  readonly source: DueSource;
  readonly dueAt: number;
}

function earliestWork(sources: readonly DueSource[]): NextWork | undefined {
  let earliestFound: NextWork | undefined;
  for (const source of sources) {
    const dueAt = source.nextDue();
    if (dueAt !== undefined && (!earliestFound || dueAt < earliestFound.dueAt))
      earliestFound = { source, dueAt };
  }
  return earliestFound;
}

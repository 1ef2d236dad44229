/** One move's move among those of a clock. */
export type QueuedMove = {
  /** Resolves when the moves asked for before have ended; undefined when there are none. */
  readonly before: Promise<void> | undefined;
  /** Fires when this move is to stop. */
  readonly signal: AbortSignal;
  /** Lets the next one begin. */
  readonly end: () => void;
};

/** Moves one after another, in the order in which they were asked for. */
export type MoveQueue = {
  next(): QueuedMove;
  /** Ends all there are, the one under way and those that wait. Who comes later waits for none. */
  stop(): void;
};

/** MoveQueue of a clock of its own. */
export function createMoveQueue(): MoveQueue {
  let stopper = new AbortController();
  let last: Promise<void> | undefined;
  return {
    next: () => {
      let resolve = (): void => {};
      const ended = new Promise<void>((done) => {
        resolve = done;
      });
      const before = last;
      last = ended;
      const end = (): void => {
        if (last === ended) last = undefined;
        resolve();
      };
      return { before, signal: stopper.signal, end };
    },
    stop: () => {
      stopper.abort();
      stopper = new AbortController();
      last = undefined;
    },
  };
}

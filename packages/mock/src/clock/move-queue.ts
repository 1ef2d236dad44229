/** A move of the clock in the queue. */
export interface QueuedMove {
  /** Resolves when the earlier moves have ended; undefined when there are none. */
  readonly earlierMoves: Promise<void> | undefined;
  /** Aborts when this move must stop. */
  readonly signal: AbortSignal;
  /** Lets the next move start. */
  readonly end: () => void;
}

/** A queue that runs the moves of a clock one after another, in the order of the calls. */
export interface MoveQueue {
  next(): QueuedMove;
  /** Stops the current move and those that wait. Later moves do not wait for them. */
  stop(): void;
}

/** Creates the queue of one clock. */
export function createMoveQueue(): MoveQueue {
  let stopper = new AbortController();
  let lastMove: Promise<void> | undefined;
  return {
    next: () => {
      let resolve = (): void => {};
      const movePromise = new Promise<void>((done) => {
        resolve = done;
      });
      const earlierMoves = lastMove;
      lastMove = movePromise;
      const end = (): void => {
        if (lastMove === movePromise) lastMove = undefined;
        resolve();
      };
      return { earlierMoves, signal: stopper.signal, end };
    },
    stop: () => {
      stopper.abort();
      stopper = new AbortController();
      lastMove = undefined;
    },
  };
}

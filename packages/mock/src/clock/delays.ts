import { sleep } from "./timers.ts";

/** The error of a waiting request: the state was replaced, or too many requests wait. */
export class DelayError extends Error {
  override readonly name = "DelayError";
  readonly code: "interrupted" | "tooMany";

  constructor(code: DelayError["code"]) {
    super(
      code === "interrupted"
        ? "The mock was reset, restored or closed while the request waited."
        : "Too many delayed requests wait at once; repeat the request later.",
    );
    this.code = code;
  }
}

/** The waits of requests in real time. A reset, a restore or a close interrupts them. */
export interface Delays {
  /** Waits. Rejects with a DelayError when it is interrupted, or when too many requests wait. */
  wait(ms: number): Promise<void>;
  /** Returns the result of other work. Rejects with a DelayError if the work is interrupted. */
  untilReset<T>(work: Promise<T>): Promise<T>;
  /** Calls `stop` at the next interruption. The returned function removes `stop`. */
  onInterrupt(stop: () => void): () => void;
  /** Returns an object for the current state. Each interruption creates another one. */
  currentState(): object;
  /** Interrupts all current waits. */
  interrupt(): void;
}

/** Creates the waits of one mock. `onFull` is called when more than `max` requests would wait. */
export function createDelays(max: number, onFull: () => void = () => {}): Delays {
  const rejectWaits = new Set<(error: DelayError) => void>();
  const stopOthers = new Set<() => void>();
  let state = {};
  const untilReset = <T>(work: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      rejectWaits.add(reject);
      work.then(resolve, reject).finally(() => rejectWaits.delete(reject));
    });
  return {
    untilReset,
    wait: (ms) => {
      if (rejectWaits.size < max) return untilReset(sleep(ms));
      onFull();
      return Promise.reject(new DelayError("tooMany"));
    },
    onInterrupt: (stop) => {
      stopOthers.add(stop);
      return () => stopOthers.delete(stop);
    },
    currentState: () => state,
    interrupt: () => {
      state = {};
      for (const stop of stopOthers) stop();
      for (const reject of rejectWaits) reject(new DelayError("interrupted"));
      rejectWaits.clear();
    },
  };
}

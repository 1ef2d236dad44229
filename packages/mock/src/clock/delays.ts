import { sleep } from "./timers.ts";

/** Error of a waiting request: the state was replaced, or too many requests wait. */
export class DelayError extends Error {
  override readonly name = "DelayError";
  readonly code: "interrupted" | "tooMany";

  constructor(code: DelayError["code"]) {
    super(
      code === "interrupted"
        ? "The mock was reset, restored or closed while the request waited; nothing was applied since."
        : "Too many delayed requests wait at once; repeat the request later.",
    );
    this.code = code;
  }
}

/** Requests that wait in real time; a reset, a restore or a close interrupts them. */
export interface Delays {
  /** Waits. Rejects with a DelayError when it is interrupted, or when too many requests wait. */
  wait(ms: number): Promise<void>;
  /** The result of other work, or the DelayError of an interruption before it ended. */
  guard<T>(work: Promise<T>): Promise<T>;
  /** Interrupts everything that waits now. */
  interrupt(): void;
}

/** Creates the waits of one mock; `onFull` is called when more than `most` would wait. */
export function createDelays(most: number, onFull: () => void = () => {}): Delays {
  const waiting = new Set<(error: DelayError) => void>();
  const guard = <T>(work: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.add(reject);
      work.then(resolve, reject).finally(() => waiting.delete(reject));
    });
  return {
    guard,
    wait: (ms) => {
      if (waiting.size < most) return guard(sleep(ms));
      onFull();
      return Promise.reject(new DelayError("tooMany"));
    },
    interrupt: () => {
      for (const reject of waiting) reject(new DelayError("interrupted"));
      waiting.clear();
    },
  };
}

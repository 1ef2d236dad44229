import type { RunningAttempt } from "./attempt.ts";
import type { DeliveryResult } from "./delivery.ts";

/** The in-flight attempts of one subscriber. */
export interface InFlight {
  readonly count: number;
  /** Adds an attempt. When the attempt ends, removes it and calls `onResult`. */
  add(begun: RunningAttempt, onResult: (result: DeliveryResult) => void): void;
  /** Resolve when the attempts end. */
  completions(): readonly Promise<void>[];
  /** Whether the clock stopped waiting for one of the attempts. */
  readonly isAbandoned: boolean;
  /** Marks the current attempts, so that the clock does not wait for them any more. */
  stopWaiting(): void;
  /** Ends all attempts with an error. */
  stop(why: string): void;
}

interface InFlightAttempt {
  readonly stop: RunningAttempt["stop"];
  readonly completion: Promise<void>;
  isAbandoned: boolean;
}

/** Creates the in-flight attempts of one subscriber. */
export function createInFlight(): InFlight {
  const inFlight = new Set<InFlightAttempt>();
  return {
    get count() {
      return inFlight.size;
    },
    add: ({ result, stop }, onResult) => {
      const completion = result.then((result) => {
        inFlight.delete(attempt);
        onResult(result);
      });
      const attempt: InFlightAttempt = { stop, completion, isAbandoned: false };
      inFlight.add(attempt);
    },
    completions: () => [...inFlight].map(({ completion }) => completion),
    get isAbandoned() {
      return [...inFlight].some(({ isAbandoned }) => isAbandoned);
    },
    stopWaiting: () => {
      for (const attempt of inFlight) attempt.isAbandoned = true;
    },
    stop: (why) => {
      for (const attempt of inFlight) attempt.stop(why);
    },
  };
}

import type { RunningAttempt } from "./attempt.ts";
import type { DeliveryResult } from "./delivery.ts";

/** The in-flight attempts of one subscriber. */
export interface AttemptsInFlight {
  readonly count: number;
  /** Adds an attempt. When the attempt ends, removes it and calls `onResult`. */
  add(startedAttempt: RunningAttempt, onResult: (result: DeliveryResult) => void): void;
  /** Returns promises that resolve when the attempts end. */
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
export function createAttemptsInFlight(): AttemptsInFlight {
  const attempts = new Set<InFlightAttempt>();
  return {
    get count() {
      return attempts.size;
    },
    add: ({ result, stop }, onResult) => {
      const completion = result.then((result) => {
        attempts.delete(attempt);
        onResult(result);
      });
      const attempt: InFlightAttempt = { stop, completion, isAbandoned: false };
      attempts.add(attempt);
    },
    completions: () => [...attempts].map(({ completion }) => completion),
    get isAbandoned() {
      return [...attempts].some(({ isAbandoned }) => isAbandoned);
    },
    stopWaiting: () => {
      for (const attempt of attempts) attempt.isAbandoned = true;
    },
    stop: (why) => {
      for (const attempt of attempts) attempt.stop(why);
    },
  };
}

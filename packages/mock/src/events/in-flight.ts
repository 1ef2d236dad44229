import type { RunningAttempt } from "./attempt.ts";
import type { DeliveryResult } from "./delivery.ts";

/** The tries of one subscriber that are under way. */
export type InFlight = {
  readonly count: number;
  /** Counts a try until it is over; then tells what it came to. */
  add(begun: RunningAttempt, hear: (result: DeliveryResult) => void): void;
  ends(): readonly Promise<void>[];
  /** Whether one of them was left. */
  readonly isLeftBehind: boolean;
  /** Nobody waits any longer for those there are. */
  stopWaiting(): void;
  /** Ends them all, unanswered. */
  stop(why: string): void;
};

type InFlightAttempt = {
  readonly stop: RunningAttempt["stop"];
  readonly ended: Promise<void>;
  isLeftBehind: boolean;
};

/** The tries of a subscriber of its own. */
export function createInFlight(): InFlight {
  const inFlight = new Set<InFlightAttempt>();
  return {
    get count() {
      return inFlight.size;
    },
    add: ({ result, stop }, hear) => {
      const ended = result.then((answer) => {
        inFlight.delete(attempt);
        hear(answer);
      });
      const attempt: InFlightAttempt = { stop, ended, isLeftBehind: false };
      inFlight.add(attempt);
    },
    ends: () => [...inFlight].map(({ ended }) => ended),
    get isLeftBehind() {
      return [...inFlight].some(({ isLeftBehind }) => isLeftBehind);
    },
    stopWaiting: () => {
      for (const attempt of inFlight) attempt.isLeftBehind = true;
    },
    stop: (why) => {
      for (const attempt of inFlight) attempt.stop(why);
    },
  };
}

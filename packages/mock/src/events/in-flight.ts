import type { Answered } from "./delivery.ts";
import type { Try } from "./try.ts";

/** The tries of one subscriber that are under way. */
export type Flights = {
  readonly count: number;
  /** Counts a try until it is over; then tells what it came to. */
  add(begun: Try, hear: (answered: Answered) => void): void;
  ends(): readonly Promise<void>[];
  /** Whether one of them was left. */
  readonly isLeft: boolean;
  /** Nobody waits any longer for those there are. */
  leave(): void;
  /** Ends them all, unanswered. */
  stop(why: string): void;
};

type Flight = { readonly stop: Try["stop"]; readonly ended: Promise<void>; isLeft: boolean };

/** The tries of a subscriber of its own. */
export function createFlights(): Flights {
  const flights = new Set<Flight>();
  return {
    get count() {
      return flights.size;
    },
    add: ({ answered, stop }, hear) => {
      const ended = answered.then((answer) => {
        flights.delete(flight);
        hear(answer);
      });
      const flight: Flight = { stop, ended, isLeft: false };
      flights.add(flight);
    },
    ends: () => [...flights].map(({ ended }) => ended),
    get isLeft() {
      return [...flights].some(({ isLeft }) => isLeft);
    },
    leave: () => {
      for (const flight of flights) flight.isLeft = true;
    },
    stop: (why) => {
      for (const flight of flights) flight.stop(why);
    },
  };
}

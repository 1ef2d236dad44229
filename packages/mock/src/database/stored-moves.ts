import type { MockClock } from "../clock/clock.ts";

/**
 * Returns a clock whose moves end when everything that they changed is stored. `untilSaved` returns
 * the promise of the changes that are not stored yet.
 * @throws DatabaseError when the database fails.
 */
export function storedMoves(
  clock: MockClock,
  untilSaved: () => Promise<void> | undefined,
): MockClock {
  return {
    ...clock,
    set: async (instant) => {
      await clock.set(instant);
      await untilSaved();
    },
    advance: async (duration) => {
      await clock.advance(duration);
      await untilSaved();
    },
  };
}

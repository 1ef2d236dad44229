import type { MockClock } from "../clock/clock.ts";

/**
 * Returns a clock whose moves end when everything that they changed is stored. `saved` returns the
 * promise of the changes that are not stored yet. @throws DatabaseError when the database fails.
 */
export function storedMoves(clock: MockClock, saved: () => Promise<void> | undefined): MockClock {
  return {
    ...clock,
    set: async (instant) => {
      await clock.set(instant);
      await saved();
    },
    advance: async (duration) => {
      await clock.advance(duration);
      await saved();
    },
  };
}

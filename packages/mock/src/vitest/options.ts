import { vi } from "vitest";
import type { MockOptions } from "../assembly/options.ts";
import { globalTimers } from "../clock/timers.ts";

/** A clock that follows Vitest's fake timers, and the instant at which they start. */
export interface FakeClock {
  /** Date-time text or epoch milliseconds. */
  readonly fake: string | number;
}

/** The options of a test's mock: those of `createMock`, and a clock that follows fake timers. */
export interface MockFixtureOptions extends Omit<MockOptions, "clock" | "timers"> {
  /**
   * `fake` or `{ fake: instant }`: the fixture calls `vi.useFakeTimers()`, unless the test did
   * before, and the mock's clock follows them. `real` or an instant: as for `createMock`.
   */
  readonly clock?: "real" | "fake" | string | number | FakeClock;
}

/** Returns the options for `createMock`, and a function that ends their fake timers. */
export function prepareOptions(options: MockFixtureOptions): {
  readonly options: MockOptions;
  readonly end: () => void;
} {
  const { clock, ...otherOptions } = options;
  const isFakeClock = clock === "fake" || (typeof clock === "object" && clock !== null);
  if (!isFakeClock)
    return {
      options: clock === undefined ? otherOptions : { ...otherOptions, clock },
      end: () => {},
    };
  const startsFakeTimers = !vi.isFakeTimers();
  if (startsFakeTimers) vi.useFakeTimers();
  if (clock !== "fake") vi.setSystemTime(new Date(clock.fake));
  const end = (): void => {
    if (startsFakeTimers) vi.useRealTimers();
  };
  return { options: { ...otherOptions, clock: "real", timers: globalTimers }, end };
}

import type { Platform } from "../platform.ts";

/** A load that may be requested at any time, and that runs at a limited rate. */
export interface PacedLoad {
  request(): void;
  end(): void;
}

/** The pause after each load. */
export interface LoadPace {
  readonly shortestPauseMs: number;
  /** The pause is at least this multiple of the time of the load. */
  readonly pauseFactor: number;
}

/** A load takes at most a tenth of the time, so that the page costs a busy server little. */
export const slowPace: LoadPace = { shortestPauseMs: 200, pauseFactor: 10 };

/** Creates a load with pauses. Requests in the meantime are one load afterwards. */
export function createPacedLoad(
  { now, after }: Pick<Platform, "now" | "after">,
  load: () => Promise<void>,
  { shortestPauseMs, pauseFactor }: LoadPace,
): PacedLoad {
  let [isEnded, isBusy, isWanted] = [false, false, false];
  const run = async (): Promise<void> => {
    isBusy = true;
    isWanted = false;
    const startedAt = now();
    await load();
    const pause = Math.max(shortestPauseMs, pauseFactor * (now() - startedAt));
    after(pause, () => {
      isBusy = false;
      if (isWanted && !isEnded) void run();
    });
  };
  return {
    request: () => {
      isWanted = true;
      if (!isBusy && !isEnded) void run();
    },
    end: () => {
      isEnded = true;
    },
  };
}

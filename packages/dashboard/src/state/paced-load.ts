import type { PagePlatform } from "../platform.ts";

/** A load that may be requested at any time, and that runs at a limited rate. */
export interface PacedLoad {
  request(): void;
  end(): void;
}

/** The limits of the pause after a load, and the pause as a multiple of the time of the load. */
const [shortestPauseMs, longestPauseMs] = [200, 2000];
const pauseFactor = 20;

/**
 * Creates a load that takes a twentieth of the time, so that the page costs a busy server little. A
 * slow load takes more, so that the data is not old. Requests in the meantime are one load.
 */
export function createPacedLoad(
  { now, after }: Pick<PagePlatform, "now" | "after">,
  load: () => Promise<void>,
): PacedLoad {
  let [isEnded, isBusy, isWanted] = [false, false, false];
  const run = async (): Promise<void> => {
    isBusy = true;
    isWanted = false;
    const startedAt = now();
    await load();
    const pauseMs = pauseFactor * (now() - startedAt);
    const boundedPauseMs = Math.min(Math.max(shortestPauseMs, pauseMs), longestPauseMs);
    after(boundedPauseMs, () => {
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

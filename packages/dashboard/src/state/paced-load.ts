import type { Platform } from "../platform.ts";

/** A load that may be requested at any time, and that runs at a limited rate. */
export interface PacedLoad {
  request(): void;
  end(): void;
}

/** The shortest pause after a load, and the pause as a multiple of the time of the load. */
const shortestPauseMs = 200;
const pauseFactor = 20;

/**
 * Creates a load that takes at most a twentieth of the time, so that the page costs a busy server
 * little. Requests in the meantime are one load afterwards.
 */
export function createPacedLoad(
  { now, after }: Pick<Platform, "now" | "after">,
  load: () => Promise<void>,
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

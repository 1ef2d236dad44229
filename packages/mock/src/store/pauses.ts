import { DelayError } from "../clock/delays.ts";
import { elapsedMs, sleep } from "../clock/timers.ts";

/** The real milliseconds for which long work runs before the mock handles waiting requests. */
const partMs = 20;

/**
 * A function that long work calls often. It returns a promise to wait for if the current part has
 * run long enough. The promise rejects with a DelayError if nothing needs the result any more.
 */
export type Pause = () => Promise<void> | undefined;

/** Creates the pauses of one piece of long work. The first call always waits. */
export function createPauses(isStopped: () => boolean): Pause {
  let startMs = Number.NEGATIVE_INFINITY;
  const waitForTurn = async (): Promise<void> => {
    await sleep(0);
    if (isStopped()) throw new DelayError("interrupted");
    startMs = elapsedMs();
  };
  return () => (elapsedMs() - startMs < partMs ? undefined : waitForTurn());
}

import type { StoredModules } from "./stored-modules.ts";

/** The longest wait in milliseconds for deliveries before a mock closes. */
const longestWaitMs = 500;

/**
 * Waits for the deliveries that can be sent now, and lets none begin afterwards. The database keeps
 * the others as waiting, so that the next start sends them, in order.
 */
export async function endDeliveries(
  { outbox, stateChanges }: Pick<StoredModules, "outbox" | "stateChanges">,
  pause: (ms: number) => Promise<void>,
): Promise<void> {
  await Promise.race([outbox.drain(), pause(longestWaitMs)]);
  stateChanges.isPaused = true;
}

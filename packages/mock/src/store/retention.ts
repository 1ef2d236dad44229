import type { ActionRecord } from "@tmf654/ledger";
import type { LimitName, LimitWatch } from "../ports/limits.ts";

/** The removal of old actions. */
export interface Retention {
  /** Called when an action has finished. The action may be removed afterwards. */
  addFinished(action: ActionRecord): void;
  clear(): void;
}

/** The bytes of an action without its request. */
const overheadBytes = 500;

/**
 * Creates the removal of actions above the limits. Actions that finished first are removed first,
 * and open ones are never removed. The last action always stays.
 */
export function createRetention(
  { max, countReached }: LimitWatch,
  countActions: () => number,
  forget: (id: string) => void,
): Retention {
  let queue: { readonly id: string; readonly bytes: number }[] = [];
  let firstIndex = 0;
  let totalBytes = 0;
  const exceededLimit = (): LimitName | undefined => {
    if (countActions() > max.actions) return "actions";
    return totalBytes > max.actionBytes ? "actionBytes" : undefined;
  };
  return {
    addFinished: ({ id, details }) => {
      const bytes = JSON.stringify(details).length + overheadBytes;
      queue.push({ id, bytes });
      totalBytes += bytes;
      for (
        let limit = exceededLimit();
        limit && firstIndex < queue.length - 1;
        limit = exceededLimit()
      ) {
        const oldestAction = queue[firstIndex];
        if (!oldestAction) return;
        firstIndex += 1;
        totalBytes -= oldestAction.bytes;
        forget(oldestAction.id);
        countReached(limit);
      }
      if (firstIndex > 1024 && firstIndex * 2 > queue.length) {
        queue = queue.slice(firstIndex);
        firstIndex = 0;
      }
    },
    clear: () => {
      queue = [];
      firstIndex = 0;
      totalBytes = 0;
    },
  };
}

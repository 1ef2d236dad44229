import type { ActionRecord } from "@tmf654/ledger";
import type { LimitName, LimitWatch } from "../ports/limits.ts";

/** The removal of old actions. */
export interface Retention {
  /** Called when an action has finished. It may be removed afterwards. */
  finished(action: ActionRecord): void;
  clear(): void;
}

/** The bytes of an action without its request. */
const overhead = 500;

/**
 * Creates the removal of actions above the limits. Actions that finished first are removed first,
 * and open ones are never removed. The last action always stays.
 */
export function createRetention(
  { max, reached }: LimitWatch,
  count: () => number,
  forget: (id: string) => void,
): Retention {
  let queue: { readonly id: string; readonly bytes: number }[] = [];
  let first = 0;
  let total = 0;
  const excess = (): LimitName | undefined => {
    if (count() > max.actions) return "actions";
    return total > max.actionBytes ? "actionBytes" : undefined;
  };
  return {
    finished: ({ id, details }) => {
      const bytes = JSON.stringify(details).length + overhead;
      queue.push({ id, bytes });
      total += bytes;
      for (let limit = excess(); limit && first < queue.length - 1; limit = excess()) {
        const oldest = queue[first];
        if (!oldest) return;
        first += 1;
        total -= oldest.bytes;
        forget(oldest.id);
        reached(limit);
      }
      if (first > 1024 && first * 2 > queue.length) {
        queue = queue.slice(first);
        first = 0;
      }
    },
    clear: () => {
      queue = [];
      first = 0;
      total = 0;
    },
  };
}

import type { ActionRecord } from "@tmf654/ledger";
import type { LimitName, LimitWatch } from "../ports/limits.ts";

/** The limits of actions. */
export interface Retention {
  /** Called when an action has finished; from then on it may be removed. */
  finished(action: ActionRecord): void;
  clear(): void;
}

/** Bytes of an action beside its request. */
const overhead = 500;

/** Removes the actions that finished first, never open ones. The last one stays in any case. */
export function createRetention(
  { most, reached }: LimitWatch,
  count: () => number,
  forget: (id: string) => void,
): Retention {
  let queue: { readonly id: string; readonly bytes: number }[] = [];
  let first = 0;
  let total = 0;
  const excess = (): LimitName | undefined => {
    if (count() > most.actions) return "actions";
    return total > most.actionBytes ? "actionBytes" : undefined;
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

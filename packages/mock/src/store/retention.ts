/** A limit for the number of actions. */
export interface Retention {
  /** Called when an action has finished; from then on it may be removed. */
  finished(id: string): void;
  clear(): void;
}

/** Removes the actions that finished first, never open ones. Without a limit it removes none. */
export function createRetention(
  most: number | undefined,
  count: () => number,
  forget: (id: string) => void,
): Retention {
  let queue: string[] = [];
  let first = 0;
  return {
    finished: (id) => {
      if (most === undefined) return;
      queue.push(id);
      while (count() > most && first < queue.length) {
        const oldest = queue[first];
        first += 1;
        if (oldest !== undefined) forget(oldest);
      }
      if (first > 1024 && first * 2 > queue.length) {
        queue = queue.slice(first);
        first = 0;
      }
    },
    clear: () => {
      queue = [];
      first = 0;
    },
  };
}

/** Keeps the number of actions within a bound. */
export type Retention = {
  /** An action has become final; it may have to leave one day. */
  finished(id: string): void;
  clear(): void;
};

/** Who finished first leaves first; open actions never leave. Without a bound nobody does. */
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

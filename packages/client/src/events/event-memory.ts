/** A store of the ids of handled events. Share one between processes if several of them listen. */
export interface EventMemory {
  readonly has: (eventId: string) => boolean | Promise<boolean>;
  readonly add: (eventId: string) => void | Promise<void>;
}

/** Creates a store for the last `size` events in the memory of this process. */
export function createEventMemory(size = 10_000): EventMemory {
  const known = new Set<string>();
  return {
    has: (eventId) => known.has(eventId),
    add: (eventId) => {
      known.add(eventId);
      const [oldest] = known;
      if (known.size > size && oldest !== undefined) known.delete(oldest);
    },
  };
}

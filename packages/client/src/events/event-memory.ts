/** Stores which events were handled. Use a shared store if several processes listen. */
export interface EventMemory {
  readonly has: (eventId: string) => boolean | Promise<boolean>;
  readonly add: (eventId: string) => void | Promise<void>;
}

/** Creates a memory of the last `size` events, in this process. */
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

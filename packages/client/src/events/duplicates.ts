/** Remembers which events were handled. Back it with a shared store where several processes listen. */
export interface EventMemory {
  readonly has: (eventId: string) => boolean | Promise<boolean>;
  readonly add: (eventId: string) => void | Promise<void>;
}

/** Remembers the last `size` events in this process. */
export function memoryOf(size = 10_000): EventMemory {
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

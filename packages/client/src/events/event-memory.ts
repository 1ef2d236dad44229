/**
 * A store of the ids of handled events. Share one store between processes if several of them
 * listen.
 */
export interface EventMemory {
  readonly has: (eventId: string) => boolean | Promise<boolean>;
  readonly add: (eventId: string) => void | Promise<void>;
}

/**
 * Creates a store for the last events in the memory of this process: at most `size` ids, with
 * `maxLength` characters in total. The latest id always stays.
 */
export function createEventMemory(size = 10_000, maxLength = 4_194_304): EventMemory {
  const known = new Set<string>();
  let length = 0;
  return {
    has: (eventId) => known.has(eventId),
    add: (eventId) => {
      if (known.has(eventId)) return;
      known.add(eventId);
      length += eventId.length;
      for (const oldest of known) {
        if (known.size <= size && (length <= maxLength || known.size === 1)) return;
        known.delete(oldest);
        length -= oldest.length;
      }
    },
  };
}

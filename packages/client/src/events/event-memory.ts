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
  const knownIds = new Set<string>();
  let totalLength = 0;
  return {
    has: (eventId) => knownIds.has(eventId),
    add: (eventId) => {
      if (knownIds.has(eventId)) return;
      knownIds.add(eventId);
      totalLength += eventId.length;
      for (const oldestId of knownIds) {
        if (knownIds.size <= size && (totalLength <= maxLength || knownIds.size === 1)) return;
        knownIds.delete(oldestId);
        totalLength -= oldestId.length;
      }
    },
  };
}

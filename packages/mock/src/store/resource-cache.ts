import type { Resource } from "../ports/resource.ts";
import type { StoredEntry } from "./entry.ts";

/** A cache of resources, the form in which responses show records. */
export interface ResourceCache<R> {
  /** The resource of an entry: the same object as long as it is cached. */
  get(entry: StoredEntry<R>): Resource;
  drop(id: string): void;
  clear(): void;
}

/** Creates a cache of at most `size` resources; the oldest is dropped first. */
export function createResourceCache<R>(
  resourceOf: (record: R) => Resource,
  size: number,
): ResourceCache<R> {
  const kept = new Map<string, Resource>();
  return {
    get: (entry) => {
      const present = kept.get(entry.id);
      if (present) return present;
      const made = resourceOf(entry.record);
      if (kept.size >= size) {
        const oldest = kept.keys().next();
        if (!oldest.done) kept.delete(oldest.value);
      }
      kept.set(entry.id, made);
      return made;
    },
    drop: (id) => {
      kept.delete(id);
    },
    clear: () => kept.clear(),
  };
}

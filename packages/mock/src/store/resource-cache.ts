import type { Resource } from "../ports/resource.ts";
import type { StoredEntry } from "./entry.ts";

/** Records as they are answered; those answered lately are kept ready. */
export type ResourceCache<R> = {
  /** What is about to be answered: the same object again as long as it is kept. */
  get(entry: StoredEntry<R>): Resource;
  drop(id: string): void;
  clear(): void;
};

/** Of more than `size` resources the one kept longest is let go. */
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

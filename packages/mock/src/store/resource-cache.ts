import type { Resource } from "../ports/resource.ts";
import type { Entry } from "./entry.ts";

/** Records as they are answered; those answered lately are kept ready. */
export type Showcase<R> = {
  /** What is about to be answered: the same object again as long as it is kept. */
  show(entry: Entry<R>): Resource;
  drop(id: string): void;
  clear(): void;
};

/** Of more than `size` resources the one kept longest is let go. */
export function createShowcase<R>(resourceOf: (record: R) => Resource, size: number): Showcase<R> {
  const kept = new Map<string, Resource>();
  return {
    show: (entry) => {
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

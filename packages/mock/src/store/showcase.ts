import type { Resource } from "../seam.ts";
import type { Entry } from "./entry.ts";

/** Records as they are answered; those in use are kept ready. */
export type Showcase<R> = {
  /** The kept resource, or one made for a look, kept while there is room: a scan pushes none out. */
  look(entry: Entry<R>): Resource;
  /** Keeps what is about to be answered, so that it is the same object the next time. */
  keep(entry: Entry<R>, resource?: Resource): Resource;
  drop(id: string): void;
  clear(): void;
};

/** Of more than `size` resources the one kept longest is let go. */
export function createShowcase<R>(resourceOf: (record: R) => Resource, size: number): Showcase<R> {
  const kept = new Map<string, Resource>();
  return {
    look: (entry) => {
      const present = kept.get(entry.id);
      if (present) return present;
      const made = resourceOf(entry.record);
      if (kept.size < size) kept.set(entry.id, made);
      return made;
    },
    keep: (entry, resource) => {
      const present = kept.get(entry.id);
      if (present) return present;
      const made = resource ?? resourceOf(entry.record);
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

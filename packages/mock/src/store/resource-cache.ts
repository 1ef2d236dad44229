import type { Resource } from "../ports/resource.ts";
import type { StoredEntry } from "./entry.ts";

/** A cache of at most `size` resources, in the form of responses. The oldest is removed first. */
export class ResourceCache<R> {
  readonly #resourceOf: (record: R) => Resource;
  readonly #size: number;
  readonly #kept = new Map<string, Resource>();

  constructor(resourceOf: (record: R) => Resource, size: number) {
    this.#resourceOf = resourceOf;
    this.#size = size;
  }

  /** Returns the resource of an entry: the same object while it is cached. */
  get(entry: StoredEntry<R>): Resource {
    const presentResource = this.#kept.get(entry.id);
    if (presentResource) return presentResource;
    const resource = this.#resourceOf(entry.record);
    if (this.#kept.size >= this.#size) {
      const oldestId = this.#kept.keys().next();
      if (!oldestId.done) this.#kept.delete(oldestId.value);
    }
    this.#kept.set(entry.id, resource);
    return resource;
  }

  drop(id: string): void {
    this.#kept.delete(id);
  }

  clear(): void {
    this.#kept.clear();
  }
}

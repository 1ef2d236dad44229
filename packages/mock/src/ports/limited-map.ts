import type { Limits, LimitWatch } from "./limits.ts";

/** The names of the two limits. */
interface MapLimits {
  readonly entries: keyof Limits;
  readonly bytes: keyof Limits;
}

/** The bytes of an entry without its key. */
const overheadBytes = 100;

/**
 * A map with a limit of entries and bytes. The entries that were set first are removed first. The
 * last one always stays, even with a long key.
 */
export class LimitedMap<V> {
  readonly #limits: LimitWatch;
  readonly #names: MapLimits;
  readonly #onEvict: ((key: string) => void) | undefined;
  readonly #values = new Map<string, V>();
  #bytes = 0;

  /** `onEvict` is called with the key of each entry that a limit removes. */
  constructor(limits: LimitWatch, limitNames: MapLimits, onEvict?: (key: string) => void) {
    this.#limits = limits;
    this.#names = limitNames;
    this.#onEvict = onEvict;
  }

  get(key: string): V | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: V): void {
    this.delete(key);
    this.#values.set(key, value);
    this.#bytes += key.length + overheadBytes;
    for (const oldestKey of this.#values.keys()) {
      const limitName = this.#exceededLimit();
      if (!limitName) return;
      this.#limits.countReached(limitName);
      this.delete(oldestKey);
      this.#onEvict?.(oldestKey);
    }
  }

  delete(key: string): void {
    if (this.#values.delete(key)) this.#bytes -= key.length + overheadBytes;
  }

  clear(): void {
    this.#values.clear();
    this.#bytes = 0;
  }

  entries(): Iterable<[string, V]> {
    return this.#values.entries();
  }

  #exceededLimit(): keyof Limits | undefined {
    const { entries, bytes } = this.#names;
    const { max } = this.#limits;
    if (this.#values.size > max[entries]) return entries;
    return this.#values.size > 1 && this.#bytes > max[bytes] ? bytes : undefined;
  }
}

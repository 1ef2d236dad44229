/**
 * The latest values, limited in number and in weight. The oldest are removed first. Most values
 * refer to records and texts that the mock keeps anyway, so nothing is copied or encoded.
 */
export class Latest<T> {
  readonly #maxValues: number;
  readonly #maxWeight: number;
  /** A ring: each value replaces the oldest one at the same index. */
  readonly #ring: ({ readonly value: T; readonly weight: number } | undefined)[] = [];
  #size = 0;
  /** The number of all values so far. The index of a value is its number modulo the limit. */
  #count = 0;
  #weight = 0;

  constructor(maxValues: number, maxWeight: number) {
    this.#maxValues = maxValues;
    this.#maxWeight = maxWeight;
  }

  /** Adds a value. Returns false if the value alone is heavier than the limit. */
  push(value: T, weight: number): boolean {
    if (weight > this.#maxWeight || this.#maxValues === 0) return false;
    while (this.#size >= this.#maxValues || this.#weight + weight > this.#maxWeight) {
      this.#removeOldest();
    }
    this.#ring[this.#count % this.#maxValues] = { value, weight };
    this.#count += 1;
    this.#size += 1;
    this.#weight += weight;
    return true;
  }

  get size(): number {
    return this.#size;
  }

  /** Returns one value, counted back from the latest one, which is 0. */
  valueFromEnd(back: number): T | undefined {
    if (back < 0 || back >= this.#size) return undefined;
    return this.#ring[(this.#count - 1 - back) % this.#maxValues]?.value;
  }

  /** Reads the values one by one, the latest first. */
  *latestFirst(): Generator<T> {
    for (let back = 0; back < this.#size; back += 1) yield this.valueFromEnd(back) as T;
  }

  clear(): void {
    while (this.#size > 0) this.#removeOldest();
  }

  #removeOldest(): void {
    const index = (this.#count - this.#size) % this.#maxValues;
    this.#weight -= this.#ring[index]?.weight ?? 0;
    this.#ring[index] = undefined;
    this.#size -= 1;
  }
}

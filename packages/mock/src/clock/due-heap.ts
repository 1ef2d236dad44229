/** An item and the instant at which it is due. */
interface Due<T> {
  readonly at: number;
  readonly item: T;
}

/**
 * A binary heap of items by due instant, earliest first. Items with equal instants keep the order
 * in which they were added. Outdated items stay in the heap, so the caller must check each item.
 */
export class DueHeap<T> {
  // Columns instead of one object for each item, because a million objects need three times the
  // memory.
  readonly #instants: number[] = [];
  readonly #orders: number[] = [];
  readonly #items: T[] = [];
  #pushed = 0;

  get size(): number {
    return this.#items.length;
  }

  push(at: number, item: T): void {
    this.#instants.push(at);
    this.#orders.push(this.#pushed);
    this.#items.push(item);
    this.#pushed += 1;
    this.#rise();
  }

  peek(): Due<T> | undefined {
    const [at, item] = [this.#instants[0], this.#items[0]];
    return at === undefined || item === undefined ? undefined : { at, item };
  }

  pop(): Due<T> | undefined {
    const poppedDue = this.peek();
    this.#swap(0, this.size - 1);
    for (const column of [this.#instants, this.#orders, this.#items]) column.pop();
    this.#sink();
    return poppedDue;
  }

  /**
   * Returns the items in order of their instants, without a change of the heap. Reading the first
   * ones costs little, however many items there are.
   */
  *inOrder(): Generator<Due<T>> {
    // No child is due before its parent, so the next item is a child of an item already read.
    const pendingIndexes = this.size > 0 ? [0] : [];
    for (let index = pendingIndexes.pop(); index !== undefined; index = pendingIndexes.pop()) {
      const [at, item] = [this.#instants[index], this.#items[index]];
      if (at !== undefined && item !== undefined) yield { at, item };
      for (const child of [index * 2 + 1, index * 2 + 2]) {
        if (child < this.size)
          pendingIndexes.splice(this.#placeOf(child, pendingIndexes), 0, child);
      }
    }
  }

  /** Removes the items that are not kept. The others keep their order. */
  keep(isKept: (due: Due<T>) => boolean): void {
    const remainingItems = this.#items
      .map((item, index) => ({
        item,
        at: this.#instants[index] ?? 0,
        order: this.#orders[index] ?? 0,
      }))
      .filter(isKept)
      .sort((one, other) => one.at - other.at || one.order - other.order);
    this.clear();
    // A sorted list is a heap.
    for (const { at, order, item } of remainingItems) {
      this.#instants.push(at);
      this.#orders.push(order);
      this.#items.push(item);
    }
  }

  clear(): void {
    for (const column of [this.#instants, this.#orders, this.#items]) column.length = 0;
  }

  /** Finds the place of an index in a list of indexes that starts with the latest one. */
  #placeOf(index: number, list: readonly number[]): number {
    let [from, to] = [0, list.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.#precedes(index, list[middle] ?? 0)) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  #precedes(firstIndex: number, secondIndex: number): boolean {
    const [a = 0, b = 0] = [this.#instants[firstIndex], this.#instants[secondIndex]];
    return a < b || (a === b && (this.#orders[firstIndex] ?? 0) < (this.#orders[secondIndex] ?? 0));
  }

  #swap(firstIndex: number, secondIndex: number): void {
    if (firstIndex === secondIndex || firstIndex >= this.size || secondIndex >= this.size) return;
    swapItems(this.#instants, firstIndex, secondIndex);
    swapItems(this.#orders, firstIndex, secondIndex);
    swapItems(this.#items, firstIndex, secondIndex);
  }

  #rise(): void {
    let at = this.size - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#precedes(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(): void {
    let at = 0;
    for (;;) {
      const leftChild = at * 2 + 1;
      const rightChild = leftChild + 1;
      if (leftChild >= this.size) return;
      const earliestChild =
        rightChild < this.size && this.#precedes(rightChild, leftChild) ? rightChild : leftChild;
      if (!this.#precedes(earliestChild, at)) return;
      this.#swap(earliestChild, at);
      at = earliestChild;
    }
  }
}

function swapItems<V>(column: V[], firstIndex: number, secondIndex: number): void {
  const firstValue = column[firstIndex] as V;
  column[firstIndex] = column[secondIndex] as V;
  column[secondIndex] = firstValue;
}

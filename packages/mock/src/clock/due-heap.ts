/** Items by due instant, earliest first; equal instants keep the order in which they were added. */
export interface DueHeap<T> {
  push(at: number, item: T): void;
  peek(): { readonly at: number; readonly item: T } | undefined;
  pop(): { readonly at: number; readonly item: T } | undefined;
  clear(): void;
  readonly size: number;
}

/** Columns instead of one object for each item: a million objects take three times the memory. */
interface Columns<T> {
  readonly instants: number[];
  readonly orders: number[];
  readonly items: T[];
}

/** Creates a binary heap. Outdated items stay in it: the caller that pops one must check it. */
export function createDueHeap<T>(): DueHeap<T> {
  const columns: Columns<T> = { instants: [], orders: [], items: [] };
  const { instants, orders, items } = columns;
  const first = () => {
    const [at, item] = [instants[0], items[0]];
    return at === undefined || item === undefined ? undefined : { at, item };
  };
  let pushed = 0;
  return {
    get size() {
      return items.length;
    },
    push: (at, item) => {
      instants.push(at);
      orders.push(pushed);
      items.push(item);
      pushed += 1;
      rise(columns);
    },
    peek: first,
    pop: () => {
      const popped = first();
      swap(columns, 0, items.length - 1);
      for (const column of [instants, orders, items]) column.pop();
      sink(columns);
      return popped;
    },
    clear: () => {
      for (const column of [instants, orders, items]) column.length = 0;
    },
  };
}

function precedes<T>({ instants, orders }: Columns<T>, one: number, other: number): boolean {
  const [a = 0, b = 0] = [instants[one], instants[other]];
  return a < b || (a === b && (orders[one] ?? 0) < (orders[other] ?? 0));
}

function swap<T>({ instants, orders, items }: Columns<T>, one: number, other: number): void {
  if (one === other || one >= items.length || other >= items.length) return;
  for (const column of [instants, orders, items]) swapIn<number | T>(column, one, other);
}

function swapIn<V>(column: V[], one: number, other: number): void {
  const kept = column[one] as V;
  column[one] = column[other] as V;
  column[other] = kept;
}

function rise<T>(columns: Columns<T>): void {
  let at = columns.items.length - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!precedes(columns, at, parent)) return;
    swap(columns, at, parent);
    at = parent;
  }
}

function sink<T>(columns: Columns<T>): void {
  const { length } = columns.items;
  let at = 0;
  for (;;) {
    const left = at * 2 + 1;
    const right = left + 1;
    if (left >= length) return;
    const least = right < length && precedes(columns, right, left) ? right : left;
    if (!precedes(columns, least, at)) return;
    swap(columns, least, at);
    at = least;
  }
}

/** What is due when, earliest first; of equal instants the one put in first. */
export type DueHeap<T> = {
  push(at: number, item: T): void;
  peek(): { readonly at: number; readonly item: T } | undefined;
  pop(): { readonly at: number; readonly item: T } | undefined;
  clear(): void;
  readonly size: number;
};

type Node<T> = { readonly at: number; readonly order: number; readonly item: T };

/** A binary heap. Items are never taken out early: who pops one checks that it still holds. */
export function createDueHeap<T>(): DueHeap<T> {
  const nodes: Node<T>[] = [];
  let pushed = 0;
  return {
    get size() {
      return nodes.length;
    },
    push: (at, item) => {
      nodes.push({ at, order: pushed, item });
      pushed += 1;
      rise(nodes);
    },
    peek: () => nodes[0],
    pop: () => {
      const first = nodes[0];
      const last = nodes.pop();
      if (last && last !== first) {
        nodes[0] = last;
        sink(nodes);
      }
      return first;
    },
    clear: () => {
      nodes.length = 0;
    },
  };
}

function precedes<T>(one: Node<T> | undefined, other: Node<T> | undefined): boolean {
  if (!one || !other) return other === undefined;
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

function swap<T>(nodes: Node<T>[], one: number, other: number): void {
  const [a, b] = [nodes[one], nodes[other]];
  if (!a || !b) return;
  nodes[one] = b;
  nodes[other] = a;
}

function rise<T>(nodes: Node<T>[]): void {
  let at = nodes.length - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!precedes(nodes[at], nodes[parent])) return;
    swap(nodes, at, parent);
    at = parent;
  }
}

function sink<T>(nodes: Node<T>[]): void {
  let at = 0;
  for (;;) {
    const left = at * 2 + 1;
    const right = left + 1;
    if (left >= nodes.length) return;
    const least = right < nodes.length && precedes(nodes[right], nodes[left]) ? right : left;
    if (!precedes(nodes[least], nodes[at])) return;
    swap(nodes, least, at);
    at = least;
  }
}

import { ObservableValue } from "./observable-value.ts";

/** A short message about the result of an action. */
export interface Notice {
  readonly id: number;
  readonly tone: "good" | "bad";
  readonly text: string;
}

const shownMs = 6000;

/** The notices that the page shows. Each disappears by itself; an error stays twice as long. */
export class Notices {
  readonly list = new ObservableValue<readonly Notice[]>([]);
  readonly #after: (ms: number, run: () => void) => () => void;
  #last = 0;

  constructor(after: (ms: number, run: () => void) => () => void) {
    this.#after = after;
  }

  add(tone: Notice["tone"], text: string): void {
    this.#last += 1;
    const id = this.#last;
    this.list.set([...this.list.value.slice(-2), { id, tone, text }]);
    this.#after(tone === "good" ? shownMs : 2 * shownMs, () => this.remove(id));
  }

  remove(id: number): void {
    this.list.set(this.list.value.filter((notice) => notice.id !== id));
  }
}

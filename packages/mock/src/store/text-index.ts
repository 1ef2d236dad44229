import { addPosting, entriesOf, type Posting, removePosting, sizeOf } from "./posting.ts";

/** Values of an entry at the indexed attribute. */
type Values = string | readonly string[];

/** Finds entries by the exact text of one attribute. */
export type TextIndex<E> = {
  /** Puts an entry under its present values, whatever it was under before. */
  put(entry: E, values: Values): void;
  remove(entry: E): void;
  count(value: string): number;
  find(value: string): Iterable<E>;
};

/** It remembers what each entry stands under: a status may have changed by time alone. */
export function createTextIndex<E extends object>(): TextIndex<E> {
  const postings = new Map<string, Posting<E>>();
  const under = new Map<E, Values>();
  const remove = (entry: E): void => {
    const values = under.get(entry);
    if (values === undefined) return;
    if (typeof values === "string") removePosting(postings, values, entry);
    else for (const value of values) removePosting(postings, value, entry);
    under.delete(entry);
  };
  return {
    put: (entry, values) => {
      if (under.get(entry) === values) return;
      remove(entry);
      if (values.length === 0) return;
      under.set(entry, values);
      if (typeof values === "string") addPosting(postings, values, entry);
      else for (const value of values) addPosting(postings, value, entry);
    },
    remove,
    count: (value) => sizeOf(postings.get(value)),
    find: (value) => entriesOf(postings.get(value)),
  };
}

import { isScalar, someAt } from "../query/reader.ts";
import {
  addToList,
  entriesOf,
  type IdList,
  isInList,
  listSize,
  removeFromList,
} from "./id-list.ts";

/** The texts an entry has at one attribute; the common case, one, is bare. */
export type Texts = string | readonly string[];

/** Finds entries by the exact text of one attribute. */
export type TextIndex<E> = {
  /** Moves an entry from under its texts before to under its present ones. */
  move(entry: E, before: Texts, after: Texts): void;
  count(text: string): number;
  find(text: string): Iterable<E>;
  has(text: string, entry: E): boolean;
};

/** No text at all. */
export const noTexts: Texts = [];

/** An index of its own for one attribute. */
export function createTextIndex<E extends object>(): TextIndex<E> {
  const lists = new Map<string, IdList<E>>();
  return {
    move: (entry, before, after) => {
      if (isSame(before, after)) return;
      for (const text of listOf(before)) removeFromList(lists, text, entry);
      for (const text of listOf(after)) addToList(lists, text, entry);
    },
    count: (text) => listSize(lists.get(text)),
    find: (text) => entriesOf(lists.get(text)),
    has: (text, entry) => isInList(lists.get(text), entry),
  };
}

/** What a filter would compare with a text, from the value at a path's root on. */
export function textsAt(root: unknown, path: readonly string[]): Texts {
  if (path.length === 1 && typeof root === "string") return root;
  let first: string | undefined;
  let all: string[] | undefined;
  someAt(root, path, 1, (value) => {
    if (!isScalar(value)) return false;
    if (first === undefined) first = String(value);
    else all = [...(all ?? [first]), String(value)];
    return false;
  });
  return all ?? first ?? noTexts;
}

function listOf(texts: Texts): readonly string[] {
  return typeof texts === "string" ? [texts] : texts;
}

function isSame(one: Texts, other: Texts): boolean {
  if (typeof one === "string" || typeof other === "string") return one === other;
  return one.length === other.length && one.every((text, at) => text === other[at]);
}

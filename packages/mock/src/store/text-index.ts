import { anyValueAt, isScalar } from "../query/reader.ts";
import {
  addToList,
  entriesOf,
  type IdList,
  isInList,
  listSize,
  removeFromList,
} from "./id-list.ts";

/** The texts of one attribute of an entry. A single text is not in an array. */
export type Texts = string | readonly string[];

/** An index of entries by the exact text of one attribute. */
export interface TextIndex<E> {
  /** Moves an entry from its earlier texts to its current ones. */
  move(entry: E, earlierTexts: Texts, after: Texts): void;
  count(text: string): number;
  find(text: string): Iterable<E>;
  has(text: string, entry: E): boolean;
}

/** The empty list of texts of an attribute without a value. */
export const noTexts: Texts = [];

/** Creates the index of one attribute. */
export function createTextIndex<E extends object>(): TextIndex<E> {
  const lists = new Map<string, IdList<E>>();
  return {
    move: (entry, earlierTexts, after) => {
      if (areSameTexts(earlierTexts, after)) return;
      for (const text of listOf(earlierTexts)) removeFromList(lists, text, entry);
      for (const text of listOf(after)) addToList(lists, text, entry);
    },
    count: (text) => listSize(lists.get(text)),
    find: (text) => entriesOf(lists.get(text)),
    has: (text, entry) => isInList(lists.get(text), entry),
  };
}

/** Returns the texts that a filter compares, from the value of the first path segment on. */
export function textsAt(root: unknown, path: readonly string[]): Texts {
  if (path.length === 1 && typeof root === "string") return root;
  let firstText: string | undefined;
  let allTexts: string[] | undefined;
  anyValueAt(root, path, 1, (value) => {
    if (!isScalar(value)) return false;
    if (firstText === undefined) firstText = String(value);
    else allTexts = [...(allTexts ?? [firstText]), String(value)];
    return false;
  });
  return allTexts ?? firstText ?? noTexts;
}

function listOf(texts: Texts): readonly string[] {
  return typeof texts === "string" ? [texts] : texts;
}

function areSameTexts(one: Texts, other: Texts): boolean {
  if (typeof one === "string" || typeof other === "string") return one === other;
  return one.length === other.length && one.every((text, at) => text === other[at]);
}

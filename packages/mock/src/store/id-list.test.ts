import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addToList,
  entriesOf,
  type IdList,
  isInList,
  listSize,
  removeFromList,
} from "./id-list.ts";

const entries = Array.from({ length: 14 }, (_, n) => ({ n }));
const step = fc.record({
  isAdded: fc.boolean(),
  value: fc.constantFrom("a" as const, "b" as const),
  at: fc.nat({ max: 13 }),
});

test("the records of a value are the added ones without the removed ones", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const lists = new Map<string, IdList<object>>();
      const model = { a: new Set<object>(), b: new Set<object>() };
      for (const { isAdded, value, at } of steps) {
        const entry = entries[at] as object;
        if (isAdded) addToList(lists, value, entry);
        else removeFromList(lists, value, entry);
        if (isAdded) model[value].add(entry);
        else model[value].delete(entry);
        const heldList = lists.get(value);
        expect(new Set(entriesOf(heldList))).toEqual(model[value]);
        expect(listSize(heldList)).toBe(model[value].size);
        expect(isInList(heldList, entry)).toBe(isAdded);
        expect(lists.has(value)).toBe(model[value].size > 0);
      }
    }),
    { numRuns: 200 * Number(process.env.TMF654_DEEP ?? 1) },
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addPosting,
  entriesOf,
  holdsPosting,
  type Posting,
  removePosting,
  sizeOf,
} from "./id-list.ts";

const entries = Array.from({ length: 14 }, (_, n) => ({ n }));
const step = fc.record({
  isAdded: fc.boolean(),
  value: fc.constantFrom("a" as const, "b" as const),
  at: fc.nat({ max: 13 }),
});

test("a posting is the set of what was put under a value and not taken away", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const postings = new Map<string, Posting<object>>();
      const model = { a: new Set<object>(), b: new Set<object>() };
      for (const { isAdded, value, at } of steps) {
        const entry = entries[at] as object;
        if (isAdded) addPosting(postings, value, entry);
        else removePosting(postings, value, entry);
        if (isAdded) model[value].add(entry);
        else model[value].delete(entry);
        const held = postings.get(value);
        expect(new Set(entriesOf(held))).toEqual(model[value]);
        expect(sizeOf(held)).toBe(model[value].size);
        expect(holdsPosting(held, entry)).toBe(isAdded);
        expect(postings.has(value)).toBe(model[value].size > 0);
      }
    }),
    { numRuns: 200 * Number(process.env.TMF654_DEEP ?? 1) },
  );
});

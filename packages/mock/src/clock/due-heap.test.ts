import fc from "fast-check";
import { expect, test } from "vitest";
import { DueHeap } from "./due-heap.ts";

test("items leave the heap and are read by instant, equal ones in order of insertion", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (instants) => {
      const heap = new DueHeap<number>();
      instants.forEach((at, item) => {
        heap.push(at, item);
      });
      const read = [...heap.inOrder()];
      const poppedItems: { at: number; item: number }[] = [];
      for (let next = heap.pop(); next; next = heap.pop())
        poppedItems.push({ at: next.at, item: next.item });
      const expectedItems = instants
        .map((at, item) => ({ at, item }))
        .sort((a, b) => a.at - b.at || a.item - b.item);
      expect(poppedItems).toEqual(expectedItems);
      expect(read).toEqual(expectedItems);
    }),
    { numRuns: 200 * Number(process.env.TMF654_DEEP ?? 1) },
  );
});

import type { ActionRecord, BucketRecord } from "@tmf654/ledger";
import { expect, test } from "vitest";
import { DueHeap } from "../clock/due-heap.ts";
import { type DueItem, earliestDue, removeOutdated } from "./due-records.ts";

const options = {
  bucketDue: ({ endsAt }: BucketRecord) => [endsAt],
  actionDue: () => undefined,
};

test("outdated and repeated items leave the heap, and the current ones stay in order", () => {
  const buckets = new Map<string, BucketRecord>();
  const heap = new DueHeap<DueItem>();
  const tables = { buckets, history: new Map<string, ActionRecord>(), heap };
  const open = (id: string, endsAt: number) => {
    buckets.set(id, { id, endsAt } as BucketRecord);
    heap.push(endsAt, id);
    removeOutdated(tables, options);
  };
  open("late", 90);
  open("early", 10);
  // Buckets that are opened and closed, a bucket whose end moves, and deleted actions.
  for (let count = 0; count < 50_000; count += 1) {
    open(`short-${count}`, 1_000_000 + count);
    buckets.delete(`short-${count}`);
    open("moved", 50 + (count % 2));
    heap.push(count, { actionId: `gone-${count}` });
    expect(heap.size).toBeLessThan(1100);
  }
  const order = [];
  for (let due = earliestDue(tables, options); due; due = earliestDue(tables, options)) {
    order.push("bucket" in due && due.bucket.id);
    buckets.delete(String(order.at(-1)));
  }
  expect(order).toEqual(["early", "moved", "late"]);
});

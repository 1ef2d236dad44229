import type { ActionRecord, BucketRecord } from "@tmf654/ledger";
import type { DueHeap } from "../clock/due-heap.ts";

/** A record that is due. */
export type DueRecord =
  | { readonly at: number; readonly bucket: BucketRecord }
  | { readonly at: number; readonly action: ActionRecord };

/** An item of the heap. A bucket is stored only by its id, because there may be a million. */
export type DueItem = string | { readonly actionId: string };

/** The tables whose records may be due. */
interface DueTables {
  readonly buckets: RecordLookup<BucketRecord>;
  readonly history: RecordLookup<ActionRecord>;
  readonly heap: DueHeap<DueItem>;
}

interface RecordLookup<R> {
  readonly size: number;
  get(id: string): R | undefined;
}

/** The functions that return when a record is due. */
interface DueOptions {
  readonly bucketDue: (record: BucketRecord) => readonly (number | undefined)[];
  readonly actionDue: (record: ActionRecord) => number | undefined;
}

/** Finds the earliest valid item. Removes outdated items before this item. */
export function earliestDue(tables: DueTables, options: DueOptions): DueRecord | undefined {
  const { heap } = tables;
  for (let topItem = heap.peek(); topItem; topItem = heap.peek()) {
    const earliestRecord = dueRecord(topItem, tables, options);
    if (earliestRecord) return earliestRecord;
    heap.pop();
  }
  return undefined;
}

/**
 * Reads the valid items in order of time, up to a limited number of items. Some may be repeated.
 */
export function* upcomingRecords(tables: DueTables, options: DueOptions): Generator<DueRecord> {
  let remainingReads = maxReadItems;
  for (const item of tables.heap.inOrder()) {
    const upcomingRecord = dueRecord(item, tables, options);
    if (upcomingRecord) yield upcomingRecord;
    remainingReads -= 1;
    if (remainingReads === 0) return;
  }
}

/** The maximum number of items that one search for due records reads, outdated items included. */
const maxReadItems = 100_000;

/** Returns the record of an item, or `undefined` for an outdated item. */
function dueRecord(
  { at, item }: { readonly at: number; readonly item: DueItem },
  { buckets, history }: DueTables,
  options: DueOptions,
): DueRecord | undefined {
  if (typeof item === "string") {
    const bucket = buckets.get(item);
    return bucket && options.bucketDue(bucket).includes(at) ? { at, bucket } : undefined;
  }
  const action = history.get(item.actionId);
  return action && options.actionDue(action) === at ? { at, action } : undefined;
}

/**
 * The maximum number of items for each record in the heap. Above it, outdated items are removed.
 */
const maxItemsPerRecord = 8;

/**
 * Removes outdated and repeated items when there are too many. Otherwise requests could add them
 * without end, by opening and closing a bucket or by resizing a reservation.
 */
export function removeOutdated(tables: DueTables, options: DueOptions): void {
  const { buckets, history, heap } = tables;
  if (heap.size <= maxItemsPerRecord * (buckets.size + history.size) + 1024) return;
  const seenKeys = new Set<string>();
  heap.keep((heapItem) => {
    const id = typeof heapItem.item === "string" ? heapItem.item : heapItem.item.actionId;
    const key = `${typeof heapItem.item} ${heapItem.at} ${id}`;
    const isNew = !seenKeys.has(key);
    seenKeys.add(key);
    return isNew && dueRecord(heapItem, tables, options) !== undefined;
  });
}

/** Whether a record found earlier is unchanged and still the first one. */
export function isFirst(candidate: DueRecord, { buckets, history, heap }: DueTables): boolean {
  const topItem = heap.peek();
  if (topItem?.at !== candidate.at) return false;
  return "bucket" in candidate
    ? topItem.item === candidate.bucket.id && buckets.get(candidate.bucket.id) === candidate.bucket
    : typeof topItem.item === "object" && history.get(topItem.item.actionId) === candidate.action;
}

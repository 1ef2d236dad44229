import type { BucketRecord } from "./records.ts";

const endOrInfinity = ({ endsAt }: BucketRecord): number => endsAt ?? Number.MAX_VALUE;

/**
 * Orders buckets as their value is spent: the lowest priority number first, then the soonest
 * expiry, then the id.
 */
export function spendingOrder(a: BucketRecord, b: BucketRecord): number {
  const priority = (a.priority ?? 0) - (b.priority ?? 0);
  if (priority !== 0) return priority;
  const gap = endOrInfinity(a) - endOrInfinity(b);
  return gap === 0 ? (a.id < b.id ? -1 : 1) : gap;
}

/**
 * Orders buckets as a credit prefers them: the main balance first. The main balance is the bucket
 * that can be transferred and is spent last.
 */
export function creditOrder(a: BucketRecord, b: BucketRecord): number {
  const boundDifference = Number(a.transferable === false) - Number(b.transferable === false);
  if (boundDifference !== 0) return boundDifference;
  const priority = (b.priority ?? 0) - (a.priority ?? 0);
  if (priority !== 0) return priority;
  const gap = endOrInfinity(b) - endOrInfinity(a);
  return gap === 0 ? (a.id < b.id ? -1 : 1) : gap;
}

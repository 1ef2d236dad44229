import type { BucketRecord, LedgerView } from "./records.ts";

/** The buckets of a bucket's party account. A bucket without an account is alone. */
export function accountBuckets(bucket: BucketRecord, view: LedgerView): readonly BucketRecord[] {
  const account = bucket.details.partyAccount?.id;
  return account === undefined ? [bucket] : [...view.bucketsOf(account)];
}

/** The sum over the other buckets of the account with the same usage type and dimension. */
export function sumOverSimilarBuckets(
  bucket: BucketRecord,
  view: LedgerView,
  stepsOf: (other: BucketRecord) => number,
): number {
  return accountBuckets(bucket, view)
    .filter(
      (other) =>
        other.id !== bucket.id &&
        other.usageType === bucket.usageType &&
        other.dimension === bucket.dimension,
    )
    .reduce((sum, other) => sum + stepsOf(other), 0);
}

import type { ActionBody, BucketRecord } from "@tmf654/ledger";
import { findUnit } from "@tmf654/quantity";
import { usageTypeOf } from "@tmf654/validation";
import type { Store } from "../store/store.ts";

/**
 * The body with a bucket, for profiles that let it be missing: the one of the first product, else
 * of the first logical resource, of the usage type asked for. One that counts the body's units
 * comes before others, an active one before the rest, and then the one that expires soonest.
 */
export function withFoundBucket(body: ActionBody, store: Store, now: number): ActionBody {
  if (body.bucket?.id !== undefined) return body;
  const found =
    best("product.id", body.product?.[0]?.id, { body, store, now }) ??
    best("logicalResource.id", body.logicalResource?.[0]?.id, { body, store, now });
  return found ? { ...body, bucket: { id: found.id } } : body;
}

/**
 * The body with a usage type that its units tell, when it names a bucket nobody has and no usage
 * type: whoever opens that bucket must know what it counts.
 */
export function withGuessedUsage(body: ActionBody, store: Store): ActionBody {
  const { bucket, usageType, amount } = body;
  if (usageType !== undefined || !bucket || store.bucket(bucket.id)) return body;
  const unit = amount?.units === undefined ? undefined : findUnit(amount.units);
  return unit ? { ...body, usageType: usageTypeOf(unit) } : body;
}

type Search = { readonly body: ActionBody; readonly store: Store; readonly now: number };

function best(path: string, id: string | undefined, search: Search): BucketRecord | undefined {
  if (id === undefined) return undefined;
  const { usageType } = search.body;
  let found: BucketRecord | undefined;
  for (const bucket of search.store.buckets.having(path, id)) {
    if (usageType !== undefined && bucket.usageType !== usageType) continue;
    if (!found || isBefore(bucket, found, search)) found = bucket;
  }
  return found;
}

function isBefore(one: BucketRecord, other: BucketRecord, { body, now }: Search): boolean {
  const misfit = misfitOf(body, now);
  const difference = misfit(one) - misfit(other);
  return difference < 0 || (difference === 0 && endOf(one) < endOf(other));
}

/** How badly a bucket suits: its units above its state, since a top-up can revive it. */
function misfitOf({ amount }: ActionBody, now: number): (bucket: BucketRecord) => number {
  const unit = amount?.units === undefined ? undefined : findUnit(amount.units);
  return (bucket) => {
    const isCounted = unit === undefined || unit.dimension === bucket.dimension;
    const isActive = !bucket.suspended && endOf(bucket) > now;
    return (isCounted ? 0 : 2) + (isActive ? 0 : 1);
  };
}

function endOf({ endsAt }: BucketRecord): number {
  return endsAt ?? Number.POSITIVE_INFINITY;
}

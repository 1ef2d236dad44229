import type { ActionBody, BucketRecord } from "@tmf654/ledger";
import { findUnit } from "@tmf654/quantity";
import { usageTypeOf } from "@tmf654/validation";
import type { Store } from "../store/store.ts";

/**
 * Adds a bucket to a body without one: a bucket of the first product, else of the first logical
 * resource. Its usage type is the one in the body. The order of preference is: counts the units
 * in the body, is active, expires first.
 */
export function withFoundBucket(body: ActionBody, store: Store, now: number): ActionBody {
  if (body.bucket?.id !== undefined) return body;
  const found =
    best("product.id", body.product?.[0]?.id, { body, store, now }) ??
    best("logicalResource.id", body.logicalResource?.[0]?.id, { body, store, now });
  return found ? { ...body, bucket: { id: found.id } } : body;
}

/**
 * Adds the usage type of the units to a body that has none, when its bucket does not exist. The
 * bucket that is then created needs a usage type.
 */
export function withGuessedUsage(body: ActionBody, store: Store): ActionBody {
  const { bucket, usageType, amount } = body;
  if (usageType !== undefined || !bucket || store.bucket(bucket.id)) return body;
  const unit = amount?.units === undefined ? undefined : findUnit(amount.units);
  return unit ? { ...body, usageType: usageTypeOf(unit) } : body;
}

interface Search {
  readonly body: ActionBody;
  readonly store: Store;
  readonly now: number;
}

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

/** A lower number is a better bucket. Units count more than the state, which a top-up can change. */
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

import { normalizeNumber, type Quantity, type UsageType } from "@tmf654/contract";
import {
  type ActionBody,
  type ActionKind,
  type BucketBody,
  type BucketRecord,
  creditOrder,
  type DecisionContext,
  type Policy,
  spendingOrder,
} from "@tmf654/ledger";
import { findUnit, toSteps } from "@tmf654/quantity";
import { usageTypeOf } from "@tmf654/validation";
import type { Store } from "../store/store.ts";

/**
 * Adds the buckets that a body does not name. A bucket must belong to the first product, otherwise
 * to the first logical resource, and have the usage type in the body. Buckets that count the units
 * in the body are preferred, then those that can be transferred, unless the action is a debit by
 * the owner. So a credit goes to an expired main balance rather than to an active bonus. Next come
 * active buckets and then, for a debit, the buckets that can pay the whole amount. Among the rest,
 * a credit goes to the main balance, and a debit to the bucket that is spent first. The bucket of
 * the receiver of a transfer is found in the same way.
 */
export function withFoundBuckets(
  kind: ActionKind,
  body: ActionBody,
  store: Store,
  { now, policy }: Pick<DecisionContext, "now" | "policy">,
): ActionBody {
  const { amount, usageType } = body;
  const isCredit = kind === "topup" || (kind === "adjust" && (amount?.amount ?? 0) >= 0);
  const compareBuckets = isCredit ? creditOrder : spendingOrder;
  const isGiven = kind === "transfer";
  const bucketSearch = {
    usageType,
    amount,
    order: compareBuckets,
    isDebit: !isCredit,
    isGiven,
    store,
    now,
    policy,
  };
  const bucket =
    body.bucket?.id === undefined
      ? findBucket(body.product, body.logicalResource, bucketSearch)
      : undefined;
  const bodyWithBucket = bucket ? { ...body, bucket: { id: bucket.id } } : body;
  if (kind !== "transfer" || body.receiverBucket?.id !== undefined) return bodyWithBucket;
  const sender = bucket ?? store.bucket(body.bucket?.id ?? "");
  const receiverSearch = {
    ...bucketSearch,
    isDebit: false,
    isGiven: false,
    usageType: body.receiverBucketUsageType ?? usageType ?? sender?.usageType,
    order: creditOrder,
  };
  const receiver = findBucket(body.receiverProduct, body.receiverLogicalResource, receiverSearch);
  return receiver ? { ...bodyWithBucket, receiverBucket: { id: receiver.id } } : bodyWithBucket;
}

/**
 * Adds the usage type of the units to a body without a usage type, if its bucket does not exist.
 * The ledger then creates a bucket, which needs a usage type.
 */
export function withDerivedUsageType(body: ActionBody, store: Store): ActionBody {
  const { bucket, usageType, amount } = body;
  if (usageType !== undefined || !bucket || store.bucket(bucket.id)) return body;
  const unit = amount?.units === undefined ? undefined : findUnit(amount.units);
  return unit ? { ...body, usageType: usageTypeOf(unit) } : body;
}

/** Adds the usage type of the units to the body of a new bucket without a usage type. */
export function withUsageTypeOfValue(body: BucketBody): BucketBody {
  const units: unknown = body.remainingValue?.units;
  const unit = typeof units === "string" ? findUnit(units) : undefined;
  return body.usageType === undefined && unit ? { ...body, usageType: usageTypeOf(unit) } : body;
}

interface BucketSearch {
  readonly usageType: UsageType | undefined;
  readonly amount: Quantity | undefined;
  readonly order: (a: BucketRecord, b: BucketRecord) => number;
  readonly isDebit: boolean;
  /** Whether the value goes to another owner, so that it must be transferable. */
  readonly isGiven: boolean;
  readonly store: Store;
  readonly now: number;
  readonly policy: Policy;
}

function findBucket(
  product: unknown,
  logicalResource: unknown,
  search: BucketSearch,
): BucketRecord | undefined {
  return (
    findBestBucket("product.id", firstId(product), search) ??
    findBestBucket("logicalResource.id", firstId(logicalResource, normalizeNumber), search)
  );
}

/** Returns the id of a reference, or of the first one in a list. */
function firstId(references: unknown, normalize = (id: string): string => id): string | undefined {
  const [reference] = [references].flat() as readonly ({ readonly id?: unknown } | undefined)[];
  return typeof reference?.id === "string" ? normalize(reference.id) : undefined;
}

function findBestBucket(
  path: string,
  id: string | undefined,
  search: BucketSearch,
): BucketRecord | undefined {
  if (id === undefined) return undefined;
  let bestBucket: BucketRecord | undefined;
  for (const bucket of search.store.buckets.findByValue(path, id)) {
    if (search.usageType !== undefined && bucket.usageType !== search.usageType) continue;
    if (!bestBucket || isBetterBucket(bucket, bestBucket, search)) bestBucket = bucket;
  }
  return bestBucket;
}

function isBetterBucket(
  candidate: BucketRecord,
  other: BucketRecord,
  search: BucketSearch,
): boolean {
  const difference = rankFit(candidate, search) - rankFit(other, search);
  return difference < 0 || (difference === 0 && search.order(candidate, other) < 0);
}

/**
 * Ranks a bucket; a lower number is better. Units count more than the state, which a top-up can
 * change.
 */
function rankFit(bucket: BucketRecord, search: BucketSearch): number {
  const { amount, now, isDebit, isGiven } = search;
  const unit = amount?.units === undefined ? undefined : findUnit(amount.units);
  const isSameDimension = unit === undefined || unit.dimension === bucket.dimension;
  const hasStarted = bucket.startsAt === undefined || bucket.startsAt <= now;
  // Days of grace are ignored, because they do not make a bucket better.
  const isActive = !bucket.suspended && hasStarted && (bucket.endsAt ?? Infinity) > now;
  const isUntransferable = (isGiven || !isDebit) && bucket.transferable === false;
  const isShort = isDebit && !canPay(bucket, search);
  return (
    (isSameDimension ? 0 : 8) + (isUntransferable ? 4 : 0) + (isActive ? 0 : 2) + (isShort ? 1 : 0)
  );
}

/** Whether a bucket has the whole amount of a debit; without an amount, whether it has anything. */
function canPay({ remaining, owed = 0, units }: BucketRecord, search: BucketSearch): boolean {
  const { amount, isGiven, policy } = search;
  const unit = findUnit(amount?.units ?? units, policy);
  const stepsResult = unit && toSteps(Math.abs(amount?.amount ?? 0), unit);
  const neededSteps = stepsResult?.ok ? stepsResult.steps : 0;
  return remaining - (isGiven ? owed : 0) >= Math.max(1, neededSteps);
}

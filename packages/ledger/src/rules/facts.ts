import type { UsageType } from "@tmf654/contract";
import { type Dimension, findUnit } from "@tmf654/quantity";
import { parseAmount } from "../model/amounts.ts";
import type { ActionFacts, DecisionContext } from "../model/context.ts";
import type { Policy } from "../model/policy.ts";
import type { ActionBody, ActionRecord, BucketRecord, LedgerView } from "../model/records.ts";

/** A placeholder for a bucket that does not exist. */
export const missingBucket: BucketRecord = {
  id: "",
  usageType: "other",
  dimension: "count",
  units: "",
  remaining: 0,
  reserved: 0,
  suspended: false,
  endsAt: undefined,
  confirmedAt: 0,
  details: {},
};

/** The dimensions of each usage type. `other` may have any dimension: points, days, a currency. */
export function isCountedIn(usageType: UsageType, dimension: Dimension): boolean {
  if (usageType === "monetary") return dimension.startsWith("money:");
  if (usageType === "data") return dimension === "data";
  if (usageType === "other") return true;
  return dimension === (usageType === "voice" ? "time" : "count");
}

/** The unit of a usage type; undefined for an unknown usage type from a lenient profile. */
export const defaultUnit = ({ defaultUnits }: Policy, usageType: unknown): string | undefined =>
  typeof usageType === "string" && Object.hasOwn(defaultUnits, usageType)
    ? defaultUnits[usageType as UsageType]
    : undefined;

/** An empty bucket for a request that names an unknown one; `noBucket` when it cannot be opened. */
export function newBucketFor(id: string, body: ActionBody, context: DecisionContext): BucketRecord {
  const { usageType = "other", partyAccount, logicalResource, product } = body;
  const { policy, now } = context;
  const defaultUnits = defaultUnit(policy, usageType);
  const units = body.amount?.units ?? defaultUnits;
  const unit = defaultUnits && typeof units === "string" ? findUnit(units, policy) : undefined;
  if (unit === undefined || !isCountedIn(usageType, unit.dimension)) return missingBucket;
  return {
    ...missingBucket,
    id,
    usageType,
    dimension: unit.dimension,
    units: unit.symbol,
    confirmedAt: now,
    details: {
      ...(partyAccount && { partyAccount }),
      ...(logicalResource && { logicalResource }),
      ...(product && { product }),
    },
  };
}

/** The steps by which usage may take the bucket below zero. */
export const lendingOf = ({ context, bucket, policy, view }: ActionFacts): number =>
  context.modules?.overdraft?.lending(bucket, policy, view) ?? 0;

/**
 * Options of an operation for gathering facts: how to open an unknown bucket, if allowed. A bucket
 * is opened on receipt, so a bucket that is missing after a delay was closed.
 */
interface GatherOptions {
  open?: typeof newBucketFor | undefined;
  delayed?: ActionRecord | undefined;
}

function findBucket(
  view: LedgerView,
  body: ActionBody,
  context: DecisionContext,
  openBucket: GatherOptions["open"],
): BucketRecord {
  const id = body.bucket?.id;
  if (typeof id !== "string") return missingBucket;
  const foundBucket = view.bucket(id);
  if (foundBucket !== undefined) return foundBucket;
  const createsBucket = context.policy.unknownBucket === "create";
  return (createsBucket && openBucket?.(id, body, context)) || missingBucket;
}

/** Reads the facts of every operation. */
export function gatherFacts(
  view: LedgerView,
  body: ActionBody,
  context: DecisionContext,
  { open, delayed }: GatherOptions = {},
): ActionFacts {
  const { now, policy } = context;
  const bucket = findBucket(view, body, context, delayed ? undefined : open);
  const requested = parseAmount(body.amount ?? undefined, bucket, policy);
  return {
    view,
    context,
    now,
    policy,
    body,
    bucket,
    requested,
    amount: requested,
    delayed,
    refused: undefined,
  };
}

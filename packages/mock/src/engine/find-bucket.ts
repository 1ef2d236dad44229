import type { UsageType } from "@tmf654/contract";
import type { ActionBody, BucketRecord } from "@tmf654/ledger";
import { findUnit } from "@tmf654/quantity";
import type { World } from "../store/world.ts";

/**
 * The body with a bucket, for profiles that let it be missing: the one of the first product, else
 * of the first logical resource, of the usage type asked for, that expires soonest.
 */
export function withFoundBucket(body: ActionBody, world: World): ActionBody {
  if (body.bucket?.id !== undefined) return body;
  const found =
    soonest("product.id", body.product?.[0]?.id, body, world) ??
    soonest("logicalResource.id", body.logicalResource?.[0]?.id, body, world);
  return found ? { ...body, bucket: { id: found.id } } : body;
}

/**
 * The body with a usage type that its units tell, when it names a bucket nobody has and no usage
 * type: whoever opens that bucket must know what it counts.
 */
export function withGuessedUsage(body: ActionBody, world: World): ActionBody {
  const { bucket, usageType, amount } = body;
  if (usageType !== undefined || !bucket || world.bucket(bucket.id)) return body;
  const unit = amount?.units === undefined ? undefined : findUnit(amount.units);
  return unit ? { ...body, usageType: usageOf(unit) } : body;
}

function usageOf({ dimension, symbol }: { dimension: string; symbol: string }): UsageType {
  if (dimension.startsWith("money:")) return "monetary";
  if (dimension === "data") return "data";
  if (dimension === "time") return "voice";
  return symbol === "SMS" ? "sms" : "other";
}

function soonest(
  path: string,
  id: string | undefined,
  body: ActionBody,
  { buckets }: World,
): BucketRecord | undefined {
  if (id === undefined) return undefined;
  let best: BucketRecord | undefined;
  for (const bucket of buckets.having(path, id)) {
    if (body.usageType !== undefined && bucket.usageType !== body.usageType) continue;
    if (!best || endOf(bucket) < endOf(best)) best = bucket;
  }
  return best;
}

function endOf({ endsAt }: BucketRecord): number {
  return endsAt ?? Number.POSITIVE_INFINITY;
}

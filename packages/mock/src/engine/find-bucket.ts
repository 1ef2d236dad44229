import type { ActionBody, BucketRecord } from "@tmf654/ledger";
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

import type { AccumulatedBalance, LogicalResourceRef } from "@tmf654/contract";
import { totalOf } from "../model/amounts.ts";
import type { Policy } from "../model/policy.ts";
import type { BucketRecord } from "../model/records.ts";
import { bucketStatus, type HrefOf } from "./resources.ts";

interface Group {
  readonly name: string;
  readonly id: string;
  readonly buckets: BucketRecord[];
}

/**
 * Returns the name of a group, one per usage type and dimension: `data`, `monetary EUR` or
 * `other time`.
 */
function groupName({ usageType, dimension }: BucketRecord): string {
  const isPlain = usageType !== "monetary" && (usageType !== "other" || dimension === "count");
  return isPlain ? usageType : `${usageType} ${dimension.replace("money:", "")}`;
}

function groupsOf(buckets: Iterable<BucketRecord>, now: number, policy: Policy): Iterable<Group> {
  const groups = new Map<string, Group>();
  const seenIds = new Set<string>();
  for (const bucket of buckets) {
    if (seenIds.has(bucket.id) || bucketStatus(bucket, now, policy) !== "active") continue;
    seenIds.add(bucket.id);
    const name = groupName(bucket);
    const id = [bucket.details.partyAccount?.id, ...name.split(" ")].filter(Boolean).join("-");
    const group = groups.get(id);
    if (group) group.buckets.push(bucket);
    else groups.set(id, { name, id, buckets: [bucket] });
  }
  return groups.values();
}

/** Removes references with a repeated id. The first one stays in its place. */
const removeDuplicates = <T extends { readonly id?: string }>(refs: readonly T[]): T[] => [
  ...new Map(refs.filter(Boolean).map((ref) => [ref.id, ref])).values(),
];

function sharedLogicalResource(buckets: readonly BucketRecord[]): LogicalResourceRef | undefined {
  const refs = removeDuplicates(buckets.flatMap(({ details }) => details.logicalResource ?? []));
  return refs.length === 1 ? refs[0] : undefined;
}

/**
 * Totals of the active buckets: one entry per party account and usage type and, for money, per
 * currency. Each bucket counts once; held amounts are left out. To filter, pass fewer buckets. An
 * entry's id stays the same as long as it exists.
 */
export const accumulatedBalances = (
  buckets: Iterable<BucketRecord>,
  now: number,
  policy: Policy,
  hrefOf: HrefOf,
): AccumulatedBalance[] =>
  [...groupsOf(buckets, now, policy)].map(({ id, name, buckets: groupBuckets }) => {
    const balances = groupBuckets.map(({ remaining }) => remaining);
    const details = groupBuckets[0]?.details;
    const product = removeDuplicates(
      groupBuckets.flatMap((bucket) => bucket.details.product ?? []),
    );
    const relatedParty = removeDuplicates(
      groupBuckets.flatMap((bucket) => bucket.details.relatedParty ?? []),
    );
    const logicalResource = sharedLogicalResource(groupBuckets);
    return {
      id,
      href: hrefOf("accumulatedBalance", id),
      name,
      totalBalance: totalOf(balances, groupBuckets[0]?.units ?? "", policy),
      bucket: groupBuckets.map((bucket) => ({ id: bucket.id, href: hrefOf("bucket", bucket.id) })),
      ...(details?.partyAccount && { partyAccount: details.partyAccount }),
      ...(logicalResource && { logicalResource }),
      ...(product.length > 0 && { product }),
      ...(relatedParty.length > 0 && { relatedParty }),
    };
  });

/** Choice of the buckets that cases act on, as pure functions. */
import { isRecord, valueAt } from "../values/path.ts";

/** The members of a bucket as they were received. */
export type FoundResource = Readonly<Record<string, unknown>>;

/** The buckets that cases refer to. */
export interface ChosenBuckets {
  readonly bucket: FoundResource | undefined;
  readonly second: FoundResource | undefined;
  readonly suspended: FoundResource | undefined;
  readonly expired: FoundResource | undefined;
}

/** The balance that a bucket needs, so that every case can subtract a little. */
const minimumBalance = 20;

/** The buckets to act on: those with the given ids, else the first buckets that fit. */
export function chooseBuckets(
  buckets: readonly FoundResource[],
  wishedIds: { readonly bucket?: string | undefined; readonly receiver?: string | undefined },
): ChosenBuckets {
  const activeBuckets = buckets.filter(
    (one) => one.status === "active" && remainingAmount(one) !== undefined,
  );
  const findById = (id: string | undefined): FoundResource | undefined =>
    id === undefined ? undefined : buckets.find((one) => one.id === id);
  const usableBuckets = activeBuckets.filter(
    (one) => (remainingAmount(one) ?? 0) >= minimumBalance && hasRequiredMembers(one),
  );
  const bucketsWithPartner = usableBuckets.filter(
    (one) => findSecondBucket(one, activeBuckets) !== undefined,
  );
  const moneyBucket = bucketsWithPartner.find(({ usageType }) => usageType === "monetary");
  const bucket =
    findById(wishedIds.bucket) ??
    moneyBucket ??
    bucketsWithPartner[0] ??
    usableBuckets[0] ??
    activeBuckets[0] ??
    buckets[0];
  const second =
    findById(wishedIds.receiver) ?? (bucket && findSecondBucket(bucket, activeBuckets));
  const findByStatus = (status: string): FoundResource | undefined =>
    buckets.find((one) => one.status === status && remainingAmount(one) !== undefined);
  return { bucket, second, suspended: findByStatus("suspended"), expired: findByStatus("expired") };
}

/** Whether the bucket has the members that requests must repeat. */
function hasRequiredMembers(bucket: FoundResource): boolean {
  return (
    valueAt(bucket, "partyAccount.id") !== undefined &&
    valueAt(bucket, "logicalResource[0].id") !== undefined
  );
}

/** Another active bucket of the same kind and unit. */
function findSecondBucket(
  bucket: FoundResource,
  activeBuckets: readonly FoundResource[],
): FoundResource | undefined {
  return activeBuckets.find(
    (one) =>
      one.id !== bucket.id &&
      one.usageType === bucket.usageType &&
      valueAt(one, "remainingValue.units") === valueAt(bucket, "remainingValue.units"),
  );
}

/** The remaining value of a bucket; undefined without a number. */
export function remainingAmount(bucket: unknown): number | undefined {
  const amount = valueAt(bucket, "remainingValue.amount");
  return typeof amount === "number" ? amount : undefined;
}

/** The elements of a list that have an id. */
export function itemsWithId(body: unknown): readonly FoundResource[] {
  const list = Array.isArray(body) ? body : [];
  return list.filter((one) => isRecord(one) && typeof one.id === "string" && one.id !== "");
}

/** A valid create body of each action on the chosen buckets, with the mark of this run. */
export function validBodies(
  { bucket, second }: ChosenBuckets,
  mark: string,
): Readonly<Record<string, FoundResource>> {
  if (bucket === undefined) return {};
  const amount = { amount: 1, units: valueAt(bucket, "remainingValue.units") ?? "EUR" };
  const commonMembers = {
    bucket: { id: bucket.id },
    usageType: bucket.usageType,
    description: mark,
  };
  const accountMember = { partyAccount: { id: valueAt(bucket, "partyAccount.id") } };
  const line = valueAt(bucket, "logicalResource[0].id");
  const transfer = second && {
    ...commonMembers,
    amount,
    reason: mark,
    channel: { id: "tmf654-conformance" },
    logicalResource: [{ id: line ?? bucket.id }],
    receiverBucket: { id: second.id },
    receiverBucketUsageType: second.usageType,
    receiverLogicalResource: { id: valueAt(second, "logicalResource[0].id") ?? second.id },
  };
  return {
    bucket: {
      name: mark,
      description: mark,
      usageType: bucket.usageType,
      remainingValue: amount,
      ...Object.fromEntries(
        ["partyAccount", "logicalResource", "product", "relatedParty"].flatMap((name) =>
          bucket[name] === undefined ? [] : [[name, bucket[name]]],
        ),
      ),
    },
    topupBalance: { ...commonMembers, ...accountMember, amount },
    adjustBalance: { ...commonMembers, amount, adjustType: "oneTime" },
    reserveBalance: { ...commonMembers, ...accountMember, amount },
    ...(transfer && { transferBalance: transfer }),
  };
}

/** The smallest valid change of each action. */
export function patchBodies(
  bodies: Readonly<Record<string, FoundResource>>,
): Readonly<Record<string, FoundResource>> {
  const { channel, logicalResource, receiverLogicalResource } = bodies.transferBalance ?? {};
  return {
    topupBalance: { status: "completed" },
    adjustBalance: { status: "completed" },
    reserveBalance: { status: "created", reason: "checked" },
    ...(channel !== undefined && {
      transferBalance: { reason: "checked", channel, logicalResource, receiverLogicalResource },
    }),
  };
}

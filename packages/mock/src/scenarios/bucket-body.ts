import type { BucketBody, BucketTerms, CalendarPeriod, VoucherRecord } from "@tmf654/ledger";
import { findUnit, toSteps } from "@tmf654/quantity";
import { instantText } from "../clock/clock.ts";
import { addDuration, parseDuration } from "../clock/duration.ts";
import { ScenarioError } from "./error.ts";
import type { SeedBucket, SeedVoucher, Subscriber } from "./scenario.ts";

const dayMs = 86_400_000;
const monthMs = 30 * dayMs;

/**
 * Returns the instant at a signed duration from `start`: `P10D` in ten days, `-PT2H` two hours
 * ago.
 */
export function instantOf(signedDuration: string, start: number): number {
  const isPast = signedDuration.startsWith("-");
  const duration = parseDuration(isPast ? signedDuration.slice(1) : signedDuration);
  if (!duration) throw new ScenarioError(`not a signed ISO 8601 duration: ${signedDuration}`);
  // For an instant in the past, a month counts as thirty days. This is exact enough for sample
  // data.
  return isPast ? start - duration.months * monthMs - duration.ms : addDuration(start, duration);
}

/** An instant with its text, and the validities that start with it. */
interface SeedDate {
  readonly at: number;
  readonly text: string;
  /** Returns the validity until the date at a signed duration. Without one it has no end. */
  readonly until: (ends: string) => NonNullable<BucketBody["validFor"]>;
}

/** The dates at signed durations from the start of a scenario. */
export type SeedDates = (signed: string) => SeedDate;

/** Creates the dates from `start`. They are kept, because many buckets have the same dates. */
export function createSeedDates(start: number): SeedDates {
  const dates: SeedDates = cacheByKey((signed) => {
    const at = instantOf(signed, start);
    const startDateTime = instantText(at);
    const periodUntil = cacheByKey((ends) => ({
      startDateTime,
      ...(ends && { endDateTime: dates(ends).text }),
    }));
    return { at, text: startDateTime, until: periodUntil };
  });
  return dates;
}

/** Returns a function that calls `create` once for each key. */
function cacheByKey<T extends object>(create: (key: string) => T): (key: string) => T {
  const values = new Map<string, T>();
  return (key) => {
    const value = values.get(key) ?? create(key);
    values.set(key, value);
    return value;
  };
}

/** Returns the date from which a bucket is valid, and the date on which it was bought. */
export function startsOf({ starts = "-P30D" }: SeedBucket, dates: SeedDates) {
  const [start, now] = [dates(starts), dates("P0D")];
  // A bucket that starts later was bought before.
  return { start, bought: start.at < now.at ? start : now };
}

/** The members that the buckets of a subscriber have in common. */
export type OwnerMembers = ReturnType<typeof ownerMembers>;

/** Creates the members of a subscriber's buckets, once for all of them. */
export function ownerMembers(subscriber: Subscriber) {
  const { key, name, account: id = `acc-${key}`, product = `prod-${key}` } = subscriber;
  return {
    logicalResource: [lineOf(subscriber.msisdn)],
    partyAccount: {
      id,
      name,
      status: "active",
      "@referredType": "PartyAccount",
    },
    product: [productOf({ id: product, name: subscriber.productName ?? "Prepaid" })],
    relatedParty: [
      {
        id: `party-${key}`,
        name,
        role: "subscriber",
        "@referredType": "Individual",
      },
    ],
  };
}

/** Creates the body of a seeded bucket, as in the contract. */
export function bucketBody(
  id: string,
  bucket: SeedBucket,
  owner: OwnerMembers,
  dates: SeedDates,
): BucketBody & { readonly id: string } {
  const { ends = "", sharedWith = [], product } = bucket;
  const { start, bought } = startsOf(bucket, dates);
  return {
    id,
    name: bucket.name,
    ...(bucket.description !== undefined && {
      description: bucket.description,
    }),
    usageType: bucket.usageType,
    isShared: sharedWith.length > 0,
    remainingValue: { amount: bucket.amount, units: bucket.units },
    ...(bucket.suspended && { status: "suspended" as const }),
    requestedDate: bought.text,
    confirmationDate: bought.text,
    validFor: start.until(ends),
    ...owner,
    ...(sharedWith.length > 0 && {
      logicalResource: [...owner.logicalResource, ...sharedWith.map(lineOf)],
    }),
    ...(product && { product: [productOf(product)] }),
    "@type": "Bucket",
  };
}

function lineOf(id: string) {
  return { id, name: "MSISDN", "@referredType": "LogicalResource" };
}

function productOf(product: NonNullable<SeedBucket["product"]>) {
  return { ...product, "@referredType": "Product" };
}

/** Creates the terms of a seeded bucket. The contract has no attributes for them. */
export function bucketTerms({ priority, transferable, firstUse }: SeedBucket): BucketTerms {
  return {
    ...(priority !== undefined && { priority }),
    ...(transferable !== undefined && { transferable }),
    ...(firstUse !== undefined && { firstUse: periodOf(firstUse) }),
  };
}

/** Converts a duration to a period of the ledger. */
function periodOf(text: string): CalendarPeriod {
  const duration = parseDuration(text);
  if (!duration) throw new ScenarioError(`not an ISO 8601 duration: ${text}`);
  const { months, ms } = duration;
  const hours = (ms % dayMs) / 3_600_000;
  return { months, days: Math.floor(ms / dayMs), ...(hours > 0 && { hours }) };
}

/** Creates the ledger record of a seeded voucher. */
export function voucherRecord(voucher: SeedVoucher, start: number): VoucherRecord {
  const { code, amount, units, usageType, used, expires, grants } = voucher;
  const unit = findUnit(units);
  if (!unit || !toSteps(amount, unit).ok) {
    throw new ScenarioError(`voucher ${code}: ${amount} ${units} cannot be counted exactly`);
  }
  return {
    code,
    amount: { amount, units },
    usageType,
    state: used ? "used" : "active",
    ...(expires && { expiresAt: instantOf(expires, start) }),
    ...(grants !== undefined && { grants: periodOf(grants) }),
  };
}

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
export function instantOf(signed: string, start: number): number {
  const isPast = signed.startsWith("-");
  const duration = parseDuration(isPast ? signed.slice(1) : signed);
  if (!duration) throw new ScenarioError(`not a signed ISO 8601 duration: ${signed}`);
  // For an instant in the past, a month counts as thirty days. This is exact enough for sample
  // data.
  return isPast ? start - duration.months * monthMs - duration.ms : addDuration(start, duration);
}

/** Returns the id of a subscriber's bucket. */
export function bucketIdOf(subscriber: Subscriber, bucket: SeedBucket): string {
  return `${subscriber.key}-${bucket.key}`;
}

/** Creates the body of a seeded bucket, as in the contract. */
export function bucketBody(
  subscriber: Subscriber,
  bucket: SeedBucket,
  start: number,
): BucketBody & { readonly id: string } {
  const { key, name, msisdn } = subscriber;
  const startsAt = instantOf(bucket.starts ?? "-P30D", start);
  const startDateTime = instantText(startsAt);
  // A bucket that starts later was bought before.
  const boughtAt = instantText(Math.min(startsAt, start));
  const endDateTime = bucket.ends && instantText(instantOf(bucket.ends, start));
  const numbers = [msisdn, ...(bucket.sharedWith ?? [])];
  return {
    id: bucketIdOf(subscriber, bucket),
    name: bucket.name,
    ...(bucket.description !== undefined && { description: bucket.description }),
    usageType: bucket.usageType,
    isShared: numbers.length > 1,
    remainingValue: { amount: bucket.amount, units: bucket.units },
    ...(bucket.suspended && { status: "suspended" as const }),
    requestedDate: boughtAt,
    confirmationDate: boughtAt,
    validFor: { startDateTime, ...(endDateTime && { endDateTime }) },
    logicalResource: numbers.map((id) => ({
      id,
      name: "MSISDN",
      "@referredType": "LogicalResource",
    })),
    partyAccount: {
      id: subscriber.account ?? `acc-${key}`,
      name,
      status: "active",
      "@referredType": "PartyAccount",
    },
    product: [{ ...productOf(subscriber, bucket), "@referredType": "Product" }],
    relatedParty: [{ id: `party-${key}`, name, role: "subscriber", "@referredType": "Individual" }],
    "@type": "Bucket",
  };
}

function productOf(subscriber: Subscriber, { product }: SeedBucket) {
  const id = subscriber.product ?? `prod-${subscriber.key}`;
  return product ?? { id, name: subscriber.productName ?? "Prepaid" };
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

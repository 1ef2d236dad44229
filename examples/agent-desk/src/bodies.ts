/** The request bodies of the orders. Pure. */
import type { Bucket } from "@tmf654/client";
import type {
  AdjustBalanceCreate,
  PartyAccountRef,
  Quantity,
  ReserveBalanceCreate,
  UsageType,
} from "@tmf654/contract";
import { fromQuantity, scale, toQuantity } from "@tmf654/quantity";
import { OrderError } from "./customer.ts";
import type { Movement } from "./order.ts";

/** Returns the body of a goodwill credit, or of a debit, whose amount is negative. */
export function adjustmentOf(
  { verb, amount, ticket, reason }: Movement,
  bucket: Bucket,
): AdjustBalanceCreate {
  const signed = verb === "debit" ? toQuantity(scale(fromQuantity(amount), -1)) : amount;
  return {
    ...targetOf(bucket),
    amount: signed,
    adjustType: "oneTime",
    reason,
    description: `case ${ticket}`,
  };
}

/** Returns the body of a reservation, which expires if the desk forgets it. */
export function reservationOf(
  { amount, ticket, reason, minutes }: Movement,
  bucket: Bucket,
  now: Date,
): ReserveBalanceCreate {
  const end = new Date(now.getTime() + minutes * 60_000);
  return {
    ...targetOf(bucket),
    partyAccount: accountOf(bucket),
    amount,
    reason,
    description: `case ${ticket}`,
    validFor: { endDateTime: end.toISOString() },
  };
}

/**
 * Returns the idempotency key of an order. The same case, verb, bucket and amount are one order,
 * also when the agent starts the command again.
 */
export function keyOf(verb: string, ticket: string, target: string, amount?: Quantity): string {
  const parts = [verb, ticket, target, amount?.amount ?? "all", amount?.units ?? ""];
  return parts.map(encodeURIComponent).join("/");
}

function targetOf(bucket: Bucket): { bucket: { id: string }; usageType: UsageType } {
  const { id, usageType } = bucket;
  if (usageType) return { bucket: { id }, usageType: usageType as UsageType };
  throw new OrderError(`the server returned no usage type of the bucket ${id}`);
}

function accountOf({ id, partyAccount }: Bucket): PartyAccountRef {
  if (partyAccount?.id) return { id: partyAccount.id };
  throw new OrderError(`the server returned no account of the bucket ${id}`);
}

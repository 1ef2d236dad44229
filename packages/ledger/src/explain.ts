import type { Quantity } from "@tmf654/contract";
import { formatQuantity } from "@tmf654/quantity";
import type { Refusal, RefusalCode } from "./refusals.ts";
import { formatInstant } from "./time.ts";

/** A sentence for each code. `{name}` is a fact of the refusal's `detail`. */
export const sentences: Readonly<Record<RefusalCode, string>> = {
  actionNotFound: "there is no {action} {id}",
  quantityIncomplete: "a quantity needs both a number and its units",
  amountInexact: "{amount} {units} cannot be counted exactly",
  dateTimeInvalid: '"{text}" is not a date-time',
  autoTopupInvalid: "this cannot recur: {reason}",
  statusNotRequestable: '{action}: status "{status}" cannot be asked for{remedy}',
  attributeNotPatchable: "a {status} {action} does not let these be changed: {attributes}",
  consumeNotPositive: "consuming needs an amount above zero; to give the hold back, release it",
  duplicateRequest: "this payment was already used by {action}",
  reservationClosed: "reservation {action} is already {status}",
  actionClosed: "{action} is already {status}",
  bucketExists: "there is already a bucket {bucket}",
  bucketNotFound: "there is no bucket {bucket}",
  receiverBucketNotFound: "there is no receiving bucket {bucket}",
  sameBucket: "{bucket} cannot transfer to itself",
  bucketInUse: "open reservations hold a part of bucket {bucket}",
  partyAccountMismatch: "bucket {bucket} does not belong to party account {partyAccount}",
  usageTypeMismatch: "{usageType} was asked for, the bucket is for {own}",
  unitMismatch: "{units} cannot be counted in a bucket of {own}",
  amountZero: "an adjustment of zero changes nothing",
  amountNotPositive: "the amount must be above zero, not {amount}",
  bucketSuspended: "bucket {bucket} is suspended",
  voucherLocked: "too many unknown voucher codes: vouchers are locked until {at}",
  voucherUnknown: "there is no voucher {voucher}",
  voucherUsed: "voucher {voucher} is already used",
  voucherExpired: "voucher {voucher} expired at {at}",
  voucherAmountMismatch: "voucher {voucher} is worth {own}, not {amount}",
  bucketExpired: "bucket {bucket} expired at {at}",
  receiverBucketSuspended: "the receiving bucket {bucket} is suspended",
  receiverBucketExpired: "the receiving bucket {bucket} expired at {at}",
  limitExceeded: "the {action} limit is {limit} {bound}{per}",
  balanceCeilingExceeded: "bucket {bucket} cannot hold that much",
  insufficientBalance: "needs {needed}, {spendable} can be spent",
  costNotCollectable: "the {payer} cannot pay the cost of {cost}",
  paymentDeclined: "the payment was {reason}",
};

/** A quantity that a lenient profile let in may have anything for its parts. */
const told = ({ amount, units }: Quantity): string =>
  formatQuantity({
    ...(typeof amount === "number" && { amount }),
    ...(typeof units === "string" && { units }),
  });

const wordOf = (name: string, fact: NonNullable<Refusal["detail"]>[string]): string => {
  if (fact === undefined || fact === null) return "?";
  if (typeof fact === "object") return told(fact);
  return name === "at" ? formatInstant(Number(fact)) : String(fact);
};

/** An English sentence about a refusal, with the numbers in it. */
export const explain = ({ code, detail }: Refusal): string =>
  sentences[code].replace(/\{(\w+)\}/g, (_, name: string) => wordOf(name, detail?.[name]));

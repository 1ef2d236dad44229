import type { Quantity } from "@tmf654/contract";
import { formatQuantity } from "@tmf654/quantity";
import type { Refusal, RefusalCode } from "../model/refusals.ts";
import { formatInstant } from "../model/time.ts";

/** A sentence for each code. `{name}` is a fact of the refusal's `detail`. */
export const sentences: Readonly<Record<RefusalCode, string>> = {
  actionNotFound: "{action} {id} not found",
  quantityIncomplete: "a quantity must have both an amount and units",
  amountInexact: "{amount} {units} cannot be represented exactly",
  dateTimeInvalid: '"{text}" is not an RFC 3339 date-time',
  autoTopupInvalid: "invalid auto-top-up: {reason}",
  statusNotRequestable: '{action}: status "{status}" cannot be requested{remedy}',
  attributeNotPatchable: "attributes of a {status} {action} that cannot be changed: {attributes}",
  consumeNotPositive:
    "the amount of a reservation must be greater than 0; to release it, cancel it",
  duplicateRequest: "this payment was already used by {action}",
  reservationClosed: "reservation {action} is already {status}",
  actionClosed: "{action} is already {status}",
  bucketExists: "bucket {bucket} already exists",
  bucketNotFound: "bucket {bucket} not found",
  receiverBucketNotFound: "receiver bucket {bucket} not found",
  parentTopupNotFound: "top-up {topup}, named in balanceTopup, not found",
  topupNotReversible: "top-up {topup} cannot be reversed: {reason}",
  topupReversed: "top-up {topup} was already reversed by {action}",
  sameBucket: "cannot transfer from bucket {bucket} to itself",
  bucketInUse: "bucket {bucket} has open reservations; complete or cancel them first",
  partyAccountMismatch: "bucket {bucket} does not belong to party account {partyAccount}",
  logicalResourceMismatch: "logical resource {logicalResource} does not use bucket {bucket}",
  productMismatch: "bucket {bucket} does not belong to product {product}",
  usageTypeMismatch: "usage type mismatch: {usageType} requested, the bucket has {actual}",
  unitMismatch: "unit mismatch: {units} requested, the bucket has {actual}",
  amountZero: "an adjustment of 0 must change the end of the validity by validFor.endDateTime",
  reversalOutOfRange: "a reversal of top-up {topup} must be above 0 and at most {most}",
  amountNotPositive: "the amount must be greater than 0, not {amount}",
  bucketNotTransferable: "bucket {bucket} cannot be transferred",
  bucketSuspended: "bucket {bucket} is suspended",
  voucherLocked: "too many unknown voucher codes: vouchers are locked until {at}",
  voucherUnknown: "voucher {voucher} not found",
  voucherUsed: "voucher {voucher} was already used",
  voucherExpired: "voucher {voucher} expired at {at}",
  voucherAmountMismatch: "voucher {voucher} is worth {actual}, not {amount}",
  emergencyCreditUnavailable: "no emergency credit for bucket {bucket}: {reason}",
  bucketNotStarted: "bucket {bucket} is not valid before {at}",
  bucketTerminated: "bucket {bucket} was terminated at {at}",
  bucketExpired: "bucket {bucket} expired at {at}",
  receiverBucketSuspended: "receiver bucket {bucket} is suspended",
  receiverBucketNotStarted: "receiver bucket {bucket} is not valid before {at}",
  receiverBucketExpired: "receiver bucket {bucket} expired at {at}",
  validForPassed: "validFor.endDateTime {at} has passed; name a later one",
  validForNotStarted: "validFor.startDateTime {at} is in the future; leave it out to start now",
  limitExceeded: "outside the {action} limit: {limit} {bound}{per}",
  balanceCeilingExceeded: "bucket {bucket} would exceed its maximum balance",
  insufficientBalance: "insufficient balance: {needed} needed, {available} available",
  costNotCollectable: "the {payer} cannot pay the cost of {cost}",
  paymentDeclined: "the payment was {reason}",
};

/** The text of a quantity. Its members can have any type, because a lenient profile accepts all. */
const formatFact = ({ amount, units }: Quantity): string =>
  formatQuantity({
    ...(typeof amount === "number" && { amount }),
    ...(typeof units === "string" && { units }),
  });

function factText(name: string, fact: NonNullable<Refusal["detail"]>[string]): string {
  if (fact === undefined || fact === null) return name === "bucket" ? "of this request" : "?";
  if (typeof fact === "object") return formatFact(fact);
  return name === "at" ? formatInstant(Number(fact)) : String(fact);
}

/** An English sentence about a refusal, with the numbers in it. */
export const explain = ({ code, detail }: Refusal): string =>
  sentences[code].replace(/\{(\w+)\}/g, (_, name: string) => factText(name, detail?.[name]));

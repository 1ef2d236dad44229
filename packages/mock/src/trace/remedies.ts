import type { RefusalCode } from "@tmf654/ledger";

/** The remedy for each refusal of the ledger: what to change to get another response. */
export const refusalRemedies: Readonly<Record<RefusalCode, string>> = {
  actionNotFound: "Use the id of an action of this kind that was not deleted.",
  quantityIncomplete: "Send both the amount and the units.",
  amountInexact: "Send an amount with fewer digits, or in another unit.",
  dateTimeInvalid: "Send an RFC 3339 date-time, such as 2026-03-01T12:00:00Z.",
  autoTopupInvalid: "Change the members of the auto-top-up that the message names.",
  statusNotRequestable: "Request a status that a client can set, or use DELETE to cancel.",
  attributeNotPatchable: "Leave the named attributes out of the PATCH.",
  consumeNotPositive: "Consume more than 0, or cancel the reservation.",
  duplicateRequest: "Read the original action, or send another payment id.",
  reservationClosed: "Make a new reservation. A final one does not change.",
  actionClosed: "Make a new action. A final one does not change.",
  bucketExists: "Use another id, or leave the id out.",
  bucketNotFound: "Use the id of an existing bucket, or the policy `unknownBucket: create`.",
  receiverBucketNotFound: "Use the id of an existing bucket of the receiver.",
  parentTopupNotFound: "Name an existing top-up, or use the policy `references: record`.",
  topupNotReversible: "Reverse a completed top-up that is not an emergency credit.",
  topupReversed: "A top-up is reversed once. Make an adjustment for the rest.",
  sameBucket: "Name another bucket as the receiver.",
  bucketInUse: "Complete or cancel the open reservations first.",
  partyAccountMismatch: "Name the party account of the bucket, or none.",
  logicalResourceMismatch: "Name a logical resource of the bucket, or none.",
  productMismatch: "Name a product of the bucket, or none.",
  usageTypeMismatch: "Send the usage type of the bucket, or name another bucket.",
  unitMismatch: "Send units in which the bucket can be counted.",
  amountZero: "Send an amount other than 0, or a later `validFor.endDateTime`.",
  reversalOutOfRange: "Reverse more than 0, at most the credited amount.",
  amountNotPositive: "Send an amount above 0.",
  bucketNotTransferable: "Transfer from another bucket. This bucket can only be spent.",
  bucketSuspended: "Resume the bucket first: POST /__mock/buckets/{id}/resume.",
  voucherLocked: "Wait until the lock ends, advance the clock, or pay in another way.",
  voucherUnknown: "Use a code that exists: GET /__mock/vouchers lists all.",
  voucherUsed: "Use another voucher. Each works once.",
  voucherExpired: "Use a voucher that has not expired.",
  voucherAmountMismatch: "Send the amount of the voucher, or 0.",
  emergencyCreditUnavailable: "Repay the earlier credit, or try at a lower balance.",
  bucketNotStarted: "Wait for the start of the bucket, or advance the clock.",
  bucketTerminated: "Use another bucket. Termination is final.",
  bucketExpired: "Top up with a validity that ends in the future, or set the clock back.",
  receiverBucketSuspended: "Resume the receiver's bucket first.",
  receiverBucketNotStarted: "Wait for the start of the receiver's bucket.",
  receiverBucketExpired: "Give the receiver's bucket a new validity by a top-up first.",
  validForPassed: "Send a `validFor.endDateTime` in the future.",
  validForNotStarted: "Leave `validFor.startDateTime` out, or send one that has passed.",
  limitExceeded: "Send an amount within the limit, or change the policy `limits`.",
  balanceCeilingExceeded: "Send a smaller amount, spend first, or change the policy `ceilings`.",
  insufficientBalance: "Send a smaller amount, or top up the bucket first.",
  costNotCollectable: "Send a smaller cost, or give the payer enough value for it.",
  paymentDeclined: "Use another `paymentMethod.id`, such as `pm_approved`.",
};

/** Returns the remedy for a refusal by its code; undefined for other codes. */
export function refusalRemedy(code: string | undefined): string | undefined {
  const remedies: Readonly<Record<string, string>> = refusalRemedies;
  return code !== undefined && Object.hasOwn(remedies, code) ? remedies[code] : undefined;
}

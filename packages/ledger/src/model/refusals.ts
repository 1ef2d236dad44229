import type { Quantity } from "@tmf654/contract";

/**
 * Every reason to refuse a request, in order of precedence. The order is: unknown action, malformed
 * message (400), repeated request, missing bucket, mismatch, state, voucher, limits, balance. The
 * payment gateway comes last, so that a request that is refused on receipt is never charged. Each
 * operation checks some of these rows, in this order. `http` is the status of the response when
 * nothing is recorded.
 */
export const refusals = [
  { code: "actionNotFound", http: 404 },
  { code: "quantityIncomplete", http: 400 },
  { code: "amountInexact", http: 400 },
  { code: "dateTimeInvalid", http: 400 },
  { code: "autoTopupInvalid", http: 400 },
  { code: "statusNotRequestable", http: 400 },
  { code: "attributeNotPatchable", http: 400 },
  { code: "consumeNotPositive", http: 400 },
  { code: "duplicateRequest", http: 409 },
  { code: "reservationClosed", http: 409 },
  { code: "actionClosed", http: 409 },
  { code: "bucketExists", http: 409 },
  { code: "bucketNotFound", http: 409 },
  { code: "receiverBucketNotFound", http: 409 },
  { code: "parentTopupNotFound", http: 409 },
  { code: "topupNotReversible", http: 409 },
  { code: "topupReversed", http: 409 },
  { code: "sameBucket", http: 409 },
  { code: "bucketInUse", http: 409 },
  { code: "partyAccountMismatch", http: 409 },
  { code: "logicalResourceMismatch", http: 409 },
  { code: "productMismatch", http: 409 },
  { code: "usageTypeMismatch", http: 409 },
  { code: "unitMismatch", http: 409 },
  { code: "amountZero", http: 409 },
  { code: "reversalOutOfRange", http: 409 },
  { code: "amountNotPositive", http: 409 },
  { code: "bucketNotTransferable", http: 409 },
  { code: "bucketSuspended", http: 409 },
  { code: "voucherLocked", http: 409 },
  { code: "voucherUnknown", http: 409 },
  { code: "voucherUsed", http: 409 },
  { code: "voucherExpired", http: 409 },
  { code: "voucherAmountMismatch", http: 409 },
  { code: "emergencyCreditUnavailable", http: 409 },
  { code: "bucketNotStarted", http: 409 },
  { code: "bucketTerminated", http: 409 },
  { code: "bucketExpired", http: 409 },
  { code: "receiverBucketSuspended", http: 409 },
  { code: "receiverBucketNotStarted", http: 409 },
  { code: "receiverBucketExpired", http: 409 },
  { code: "validForPassed", http: 409 },
  { code: "validForNotStarted", http: 409 },
  { code: "limitExceeded", http: 409 },
  { code: "balanceCeilingExceeded", http: 409 },
  { code: "insufficientBalance", http: 409 },
  { code: "costNotCollectable", http: 409 },
  { code: "paymentDeclined", http: 409 },
] as const;

/** A stable name for a reason to refuse. */
export type RefusalCode = (typeof refusals)[number]["code"];

/** Values for a refusal's sentence, by placeholder name; `at` is in epoch milliseconds. */
export type RefusalDetail = Readonly<Record<string, string | number | Quantity | undefined>>;

/** The reason of a refusal, as data. `explain` returns a sentence. */
export interface Refusal {
  readonly code: RefusalCode;
  /** The HTTP status when nothing is recorded: 400 malformed, 404 unknown, 409 refused. */
  readonly http: 400 | 404 | 409;
  /** Whether the refusal is about the receiver's bucket. */
  readonly side?: "receiver";
  /** The path of the invalid attribute, for a 400. */
  readonly path?: string;
  readonly detail?: RefusalDetail;
  /** The id of the action that a duplicate repeats. */
  readonly duplicateOf?: string;
}

/**
 * Creates a refusal with its HTTP status. Only malformed requests have a `path`, so the status
 * needs no look-up in `refusals`. A test compares this status with `refusals`.
 */
export const refusal = (code: RefusalCode, rest?: Omit<Refusal, "code" | "http">): Refusal => ({
  code,
  http: rest?.path === undefined ? (code === "actionNotFound" ? 404 : 409) : 400,
  ...rest,
});

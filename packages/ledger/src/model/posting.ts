import type { Dimension } from "@tmf654/quantity";

/** The accounts of amounts outside buckets. */
export const outsideAccounts = [
  "opening",
  "payment",
  "voucher",
  "adjustment",
  "usage",
  "fee",
  "expiry",
  "conversion",
  "bonus",
  "tax",
  "credit",
] as const;

/** One of the named accounts outside every bucket. */
export type OutsideAccount = (typeof outsideAccounts)[number];

/** A side of a posting: an outside account, or one of the two parts of a bucket. */
export type Account =
  | OutsideAccount
  | { readonly bucketId: string; readonly part: "spendable" | "held" };

/** One movement of whole steps. It debits and credits the same amount, so the sum of all postings is zero. */
export interface Posting {
  readonly from: Account;
  readonly to: Account;
  readonly dimension: Dimension;
  /** The number of steps, always positive. */
  readonly steps: number;
  /** The action that caused the posting; undefined for a bucket command. */
  readonly actionId: string | undefined;
}

/** The posting that reverses another. */
export const reversePosting = (posting: Posting): Posting => ({
  ...posting,
  from: posting.to,
  to: posting.from,
});

/** The account of the value in a bucket that can be spent. */
export const spendableAccount = (bucketId: string): Account => ({ bucketId, part: "spendable" });

/** The account of the value that a bucket's open reservations hold. */
export const heldAccount = (bucketId: string): Account => ({ bucketId, part: "held" });

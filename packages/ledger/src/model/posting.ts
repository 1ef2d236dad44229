import type { Dimension } from "@tmf654/quantity";

/** Where amounts come from and go to when they are in no bucket. */
export const outsideAccounts = [
  "opening",
  "payment",
  "voucher",
  "adjustment",
  "usage",
  "fee",
  "expiry",
] as const;

/** One of the named accounts outside every bucket. */
export type OutsideAccount = (typeof outsideAccounts)[number];

/** A side of a posting: an outside account, or one of the two parts of a bucket. */
export type Account =
  | OutsideAccount
  | { readonly bucketId: string; readonly part: "spendable" | "held" };

/** One movement of whole steps. It takes exactly what it gives, so every sum of postings is zero. */
export interface Posting {
  readonly from: Account;
  readonly to: Account;
  readonly dimension: Dimension;
  /** Always positive. */
  readonly steps: number;
  /** The action that caused it; bucket commands have none. */
  readonly actionId: string | undefined;
}

/** What undoes a posting. */
export const reversal = (posting: Posting): Posting => ({
  ...posting,
  from: posting.to,
  to: posting.from,
});

/** What can be spent of a bucket, as an account. */
export const spendable = (bucketId: string): Account => ({ bucketId, part: "spendable" });

/** What a bucket's open reservations hold, as an account. */
export const held = (bucketId: string): Account => ({ bucketId, part: "held" });

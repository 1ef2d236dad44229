import type {
  ActionStatusType,
  AdjustBalanceCreate,
  Bucket,
  Money,
  PartyAccountRef,
  Quantity,
  RelatedParty,
  TopupBalanceCreate,
  TransferBalanceCreate,
  UsageType,
} from "@tmf654/contract";
import type { Dimension } from "@tmf654/quantity";
import type { ActionKind } from "./kind.ts";
import type { OutsideAccount } from "./posting.ts";
import type { Refusal } from "./refusals.ts";
import type { CalendarPeriod } from "./time.ts";

/**
 * The body of a request for an action: every attribute of the four `_Create` schemas. All are
 * optional, because lenient profiles allow it. Extensions are kept unchanged.
 */
export type ActionBody = Readonly<
  Partial<
    TopupBalanceCreate &
      AdjustBalanceCreate &
      TransferBalanceCreate & {
        partyAccount: PartyAccountRef;
        relatedParty: RelatedParty[];
      }
  >
>;

/** The attributes of a bucket beyond its balance. */
export type BucketBody = Readonly<Partial<Bucket>>;

/** An operator's terms of a bucket. The contract has no attributes for them. */
export interface BucketTerms {
  /** Buckets with a lower number are spent first; default 0. */
  readonly priority?: number | undefined;
  /** Whether the value can be transferred; false for a bonus, which only its owner can spend. */
  readonly transferable?: boolean | undefined;
  /** The validity from the first use on. Until then `endsAt` is the last day of a first use. */
  readonly firstUse?: CalendarPeriod | undefined;
}

/** A prepaid balance. Amounts are whole steps of its dimension, instants epoch milliseconds. */
export interface BucketRecord extends BucketTerms {
  readonly id: string;
  readonly usageType: UsageType;
  readonly dimension: Dimension;
  /** The canonical unit in which the bucket is shown. */
  readonly units: string;
  /** Steps that can be spent while the bucket is active. */
  readonly remaining: number;
  /** Steps that open reservations hold; not part of `remaining`. */
  readonly reserved: number;
  readonly suspended: boolean;
  /**
   * The first instant at which the bucket can be used, in epoch milliseconds; undefined: from the
   * beginning.
   */
  readonly startsAt?: number | undefined;
  /**
   * The first instant at which the bucket is expired, in epoch milliseconds; undefined: never.
   */
  readonly endsAt: number | undefined;
  /** The instant of the confirmation, in epoch milliseconds. */
  readonly confirmedAt: number;
  /** Steps of emergency credit, fee included, that the next top-ups pay back. */
  readonly owed?: number;
  /** The overdraft limit when usage took the balance below zero, in steps. */
  readonly overdraft?: number;
  /** The end for which the last expiry signal was sent, in epoch milliseconds. */
  readonly warnedFor?: number;
  /** The auto-top-ups without a period. They are due when a debit leaves a low balance. */
  readonly autoTopups?: readonly string[] | undefined;
  readonly details: BucketBody;
}

/**
 * The progress of an auto-top-up. Execution `n` since the anchor is due `n` periods after the
 * anchor.
 */
export interface AutoTopup {
  /** The instant from which periods count, in epoch milliseconds. */
  readonly anchorAt: number;
  /** The number of executions since the anchor. */
  readonly sinceAnchor: number;
  /** The number of all executions. */
  readonly executed: number;
  /** The id of the last execution while its outcome is not known. */
  readonly open: string | undefined;
}

/** A bucket whose value an action moved, with its references at that time. */
export type OtherBucket = Pick<
  BucketBody,
  "id" | "partyAccount" | "logicalResource" | "product" | "relatedParty"
>;

/** One top-up, adjustment, reservation or transfer: its request and its outcome. */
export interface ActionRecord {
  readonly kind: ActionKind;
  readonly id: string;
  readonly status: ActionStatusType;
  readonly bucketId: string;
  readonly usageType: UsageType;
  /** The amount in steps of the bucket's dimension: for an open reservation, what is held. */
  readonly steps: number;
  /** The amount that responses show: the requested amount until the outcome changes it. */
  readonly amount: Quantity;
  /** The instant of the request, in epoch milliseconds. */
  readonly requestedAt: number;
  /** The instant of the end of the action, in epoch milliseconds; undefined while it is open. */
  readonly confirmedAt: number | undefined;
  /**
   * The instant of its next due work, in epoch milliseconds: delayed completion, expiry of a
   * reservation, the next execution.
   */
  readonly dueAt: number | undefined;
  /** The request, with missing references taken from the bucket. */
  readonly details: ActionBody;
  readonly refusal?: Refusal;
  /** A read of a deleted record gets a 404. The record stays in the history. */
  readonly deleted?: boolean;
  readonly reservedAmount?: Quantity;
  readonly releasedAmount?: Quantity;
  /** The credited amount, if it differs from `amount`. */
  readonly creditedAmount?: Quantity;
  /** The id of the bonus top-up that this top-up caused. */
  readonly bonus?: string;
  /** The id of the adjustment that reversed this top-up. */
  readonly reversedBy?: string;
  /** The account that a top-up came from; absent for a payment. */
  readonly source?: OutsideAccount;
  /** The cost that was or will be charged, when a tariff overrides the requested cost. */
  readonly transferCost?: Money;
  /**
   * The other buckets that a completed transfer changed: the receiver, and the payer of the cost.
   */
  readonly others?: readonly OtherBucket[];
  readonly auto?: AutoTopup;
  /** The auto-top-up that this action executes; `index` counts from 1. */
  readonly parent?: { readonly id: string; readonly index: number };
}

/** A code that can be exchanged for balance once. */
export interface VoucherRecord {
  readonly code: string;
  readonly amount: Quantity;
  /**
   * The usage type of the buckets that the voucher tops up. Default: any that counts the amount.
   */
  readonly usageType?: UsageType;
  readonly state: "active" | "used";
  /**
   * The first instant at which the voucher is expired, in epoch milliseconds; undefined: never.
   */
  readonly expiresAt?: number;
  /** Validity that the voucher gives the bucket, from the instant of the top-up. */
  readonly grants?: CalendarPeriod;
  readonly usedBy?: string;
}

/** The number of unknown voucher codes that a party account tried in a row, and the end of its lock. */
export interface VoucherLock {
  /** The number of unknown codes in a row. */
  readonly misses: number;
  /** The end of the lock, in epoch milliseconds; absent without a lock. */
  readonly lockedUntil?: number;
}

/**
 * The reads of a decision. A store with a million buckets serves these reads from its indexes;
 * the ledger never reads all records.
 */
export interface LedgerView {
  bucket(id: string): BucketRecord | undefined;
  action(id: string): ActionRecord | undefined;
  /** Every bucket with this id as `details.partyAccount.id`, in any order. */
  bucketsOf(partyAccountId: string): Iterable<BucketRecord>;
  voucher(code: string): VoucherRecord | undefined;
  /** The lock kept under a party account, or under the bucket's id when no account is known. */
  voucherLock(holder: string): VoucherLock | undefined;
  /** The action that last used a payment transaction. */
  paymentUse(paymentId: string): string | undefined;
  /** Steps that left a bucket by transfer on a day (`dayOf`); 0 when nothing did. */
  transferredOn(bucketId: string, day: number): number;
}

import type {
  AccumulatedBalanceFilter,
  AdjustBalanceFilter,
  BalanceActionHistoryFilter,
  BucketFilter,
  ReserveBalanceFilter,
  TopupBalanceFilter,
  TransferBalanceFilter,
} from "@tmf654/contract";
import type { Paging } from "./paging.ts";

/** Filters, sorting and paging for accumulated balances. */
export interface AccumulatedBalanceQuery
  extends AccumulatedBalanceFilter,
    Paging<"accumulatedBalance"> {}

/** Filters, sorting and paging for adjustments. */
export interface AdjustBalanceQuery extends AdjustBalanceFilter, Paging<"adjustBalance"> {}

/** Filters, sorting and paging for the history. */
export interface BalanceActionHistoryQuery
  extends BalanceActionHistoryFilter,
    Paging<"balanceActionHistory"> {}

/** Filters, sorting and paging for buckets. */
export interface BucketQuery extends BucketFilter, Paging<"bucket"> {}

/** Filters, sorting and paging for reservations. */
export interface ReserveBalanceQuery extends ReserveBalanceFilter, Paging<"reserveBalance"> {}

/** Filters, sorting and paging for top-ups. */
export interface TopupBalanceQuery extends TopupBalanceFilter, Paging<"topupBalance"> {}

/** Filters, sorting and paging for transfers. */
export interface TransferBalanceQuery extends TransferBalanceFilter, Paging<"transferBalance"> {}

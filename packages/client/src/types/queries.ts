import type {
  AccumulatedBalanceFilter,
  AdjustBalanceFilter,
  BalanceActionHistoryFilter,
  BucketFilter,
  ReserveBalanceFilter,
  TopupBalanceFilter,
  TransferBalanceFilter,
} from "@tmf654/contract";
import type { Filters } from "./open-enums.ts";
import type { Paging } from "./paging.ts";

/** Filters, sorting and paging for accumulated balances. */
export interface AccumulatedBalanceQuery
  extends Filters<AccumulatedBalanceFilter>,
    Paging<"accumulatedBalance"> {}

/** Filters, sorting and paging for adjustments. */
export interface AdjustBalanceQuery extends Filters<AdjustBalanceFilter>, Paging<"adjustBalance"> {}

/** Filters, sorting and paging for the history. */
export interface BalanceActionHistoryQuery
  extends Filters<BalanceActionHistoryFilter>,
    Paging<"balanceActionHistory"> {}

/** Filters, sorting and paging for buckets. */
export interface BucketQuery extends Filters<BucketFilter>, Paging<"bucket"> {}

/** Filters, sorting and paging for reservations. */
export interface ReserveBalanceQuery
  extends Filters<ReserveBalanceFilter>,
    Paging<"reserveBalance"> {}

/** Filters, sorting and paging for top-ups. */
export interface TopupBalanceQuery extends Filters<TopupBalanceFilter>, Paging<"topupBalance"> {}

/** Filters, sorting and paging for transfers. */
export interface TransferBalanceQuery
  extends Filters<TransferBalanceFilter>,
    Paging<"transferBalance"> {}

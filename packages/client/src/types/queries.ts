import type { QueryOf } from "./query.ts";
import type {
  AccumulatedBalance,
  AdjustBalance,
  BalanceActionHistory,
  Bucket,
  ReserveBalance,
  TopupBalance,
  TransferBalance,
} from "./resources.ts";

/** Filters, sorting and paging for buckets. */
export interface BucketQuery extends QueryOf<Bucket> {}

/** Filters, sorting and paging for top-ups. */
export interface TopupBalanceQuery extends QueryOf<TopupBalance> {}

/** Filters, sorting and paging for adjustments. */
export interface AdjustBalanceQuery extends QueryOf<AdjustBalance> {}

/** Filters, sorting and paging for reservations. */
export interface ReserveBalanceQuery extends QueryOf<ReserveBalance> {}

/** Filters, sorting and paging for transfers. */
export interface TransferBalanceQuery extends QueryOf<TransferBalance> {}

/** Filters, sorting and paging for accumulated balances. */
export interface AccumulatedBalanceQuery extends QueryOf<AccumulatedBalance> {}

/** Filters, sorting and paging for the history. */
export interface BalanceActionHistoryQuery extends QueryOf<BalanceActionHistory> {}

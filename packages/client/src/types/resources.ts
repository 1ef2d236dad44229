import type {
  AccumulatedBalance as ContractAccumulatedBalance,
  AdjustBalance as ContractAdjustBalance,
  BalanceActionHistory as ContractBalanceActionHistory,
  Bucket as ContractBucket,
  ReserveBalance as ContractReserveBalance,
  TopupBalance as ContractTopupBalance,
  TransferBalance as ContractTransferBalance,
} from "@tmf654/contract";

/** Attributes with a closed list of words in the contract. */
type EnumAttribute =
  | "adjustType"
  | "costOwner"
  | "receiverBucketUsageType"
  | "recurringPeriod"
  | "status"
  | "usageType";

/** As read: servers send other words than the contract's, so every enumeration stays open. */
type Read<T> = { [K in keyof T]: K extends EnumAttribute ? T[K] | (string & {}) : T[K] };

/** A bucket as read. */
export interface Bucket extends Read<ContractBucket> {
  id: string;
}

/** A top-up as read. */
export interface TopupBalance extends Read<ContractTopupBalance> {
  id: string;
}

/** An adjustment as read. */
export interface AdjustBalance extends Read<ContractAdjustBalance> {
  id: string;
}

/** A reservation as read. */
export interface ReserveBalance extends Read<ContractReserveBalance> {
  id: string;
}

/** A transfer as read. */
export interface TransferBalance extends Read<ContractTransferBalance> {
  id: string;
}

/** An accumulated balance as read. */
export interface AccumulatedBalance extends Read<ContractAccumulatedBalance> {
  id: string;
}

/** An entry of the history as read. */
export interface BalanceActionHistory extends Read<ContractBalanceActionHistory> {
  id: string;
}

/** `id` and `href` always come back (TMF630 part 1, attribute selection). */
export type Projection<R, F> = [keyof R] extends [F]
  ? R
  : Pick<R, Extract<F | "id" | "href", keyof R>>;

import type {
  AccumulatedBalance as ContractAccumulatedBalance,
  AdjustBalance as ContractAdjustBalance,
  BalanceActionHistory as ContractBalanceActionHistory,
  Bucket as ContractBucket,
  ReserveBalance as ContractReserveBalance,
  TopupBalance as ContractTopupBalance,
  TransferBalance as ContractTransferBalance,
} from "@tmf654/contract";

/** Attributes that are enumerations in the contract. */
type EnumAttribute =
  | "adjustType"
  | "costOwner"
  | "receiverBucketUsageType"
  | "recurringPeriod"
  | "status"
  | "usageType";

/** Servers send values that the contract does not list, so every enumeration stays open. */
type Read<T> = { [K in keyof T]: K extends EnumAttribute ? T[K] | (string & {}) : T[K] };

/** A bucket, as read from a server. */
export interface Bucket extends Read<ContractBucket> {
  id: string;
}

/** A top-up, as read from a server. */
export interface TopupBalance extends Read<ContractTopupBalance> {
  id: string;
}

/** An adjustment, as read from a server. */
export interface AdjustBalance extends Read<ContractAdjustBalance> {
  id: string;
}

/** A reservation, as read from a server. */
export interface ReserveBalance extends Read<ContractReserveBalance> {
  id: string;
}

/** A transfer, as read from a server. */
export interface TransferBalance extends Read<ContractTransferBalance> {
  id: string;
}

/** An accumulated balance, as read from a server. */
export interface AccumulatedBalance extends Read<ContractAccumulatedBalance> {
  id: string;
}

/** An entry of the history, as read from a server. */
export interface BalanceActionHistory extends Read<ContractBalanceActionHistory> {
  id: string;
}

/** The attributes that `fields` selects; `id` and `href` are always returned (TMF630 part 1). */
export type Projection<R, F> = [keyof R] extends [F]
  ? R
  : Pick<R, Extract<F | "id" | "href", keyof R>>;

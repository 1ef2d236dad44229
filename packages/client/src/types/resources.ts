import type {
  AccumulatedBalance as ContractAccumulatedBalance,
  AdjustBalance as ContractAdjustBalance,
  BalanceActionHistory as ContractBalanceActionHistory,
  Bucket as ContractBucket,
  ReserveBalance as ContractReserveBalance,
  TopupBalance as ContractTopupBalance,
  TransferBalance as ContractTransferBalance,
} from "@tmf654/contract";
import type { Readable } from "./open-enums.ts";

/** A bucket, as read from a server. */
export interface Bucket extends Readable<ContractBucket> {
  id: string;
}

/** A top-up, as read from a server. */
export interface TopupBalance extends Readable<ContractTopupBalance> {
  id: string;
}

/** An adjustment, as read from a server. */
export interface AdjustBalance extends Readable<ContractAdjustBalance> {
  id: string;
}

/** A reservation, as read from a server. */
export interface ReserveBalance extends Readable<ContractReserveBalance> {
  id: string;
}

/** A transfer, as read from a server. */
export interface TransferBalance extends Readable<ContractTransferBalance> {
  id: string;
}

/** An accumulated balance, as read from a server. */
export interface AccumulatedBalance extends Readable<ContractAccumulatedBalance> {
  id: string;
}

/** An entry of the history, as read from a server. */
export interface BalanceActionHistory extends Readable<ContractBalanceActionHistory> {
  id: string;
}

/** The attributes that `fields` selects; `id` and `href` are always returned (TMF630 part 1). */
export type Projection<R, F> = [keyof R] extends [F]
  ? R
  : Pick<R, Extract<F | "id" | "href", keyof R>>;

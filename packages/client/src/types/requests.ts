import type {
  AdjustBalanceCreate as ContractAdjustBalanceCreate,
  AdjustBalanceUpdate as ContractAdjustBalanceUpdate,
  EventSubscriptionInput as ContractEventSubscriptionInput,
  ReserveBalanceCreate as ContractReserveBalanceCreate,
  ReserveBalanceUpdate as ContractReserveBalanceUpdate,
  TopupBalanceCreate as ContractTopupBalanceCreate,
  TopupBalanceUpdate as ContractTopupBalanceUpdate,
  TransferBalanceCreate as ContractTransferBalanceCreate,
  TransferBalanceUpdate as ContractTransferBalanceUpdate,
  EventSubscription,
} from "@tmf654/contract";
import type { Sendable } from "./open-enums.ts";
import type { AdjustBalance, ReserveBalance, TopupBalance, TransferBalance } from "./resources.ts";

/** The request to create a top-up. */
export interface TopupBalanceCreate extends Sendable<ContractTopupBalanceCreate> {}

/** The request to update a top-up, a JSON Merge Patch. */
export interface TopupBalanceUpdate extends Sendable<ContractTopupBalanceUpdate> {}

/** The request to create an adjustment. */
export interface AdjustBalanceCreate extends Sendable<ContractAdjustBalanceCreate> {}

/** The request to update an adjustment, a JSON Merge Patch. */
export interface AdjustBalanceUpdate extends Sendable<ContractAdjustBalanceUpdate> {}

/** The request to create a reservation. */
export interface ReserveBalanceCreate extends Sendable<ContractReserveBalanceCreate> {}

/** The request to update a reservation, a JSON Merge Patch. */
export interface ReserveBalanceUpdate extends Sendable<ContractReserveBalanceUpdate> {}

/** The request to create a transfer. */
export interface TransferBalanceCreate extends Sendable<ContractTransferBalanceCreate> {}

/** The request to update a transfer, a JSON Merge Patch. */
export interface TransferBalanceUpdate extends Sendable<ContractTransferBalanceUpdate> {}

/** The request to subscribe to events. */
export interface EventSubscriptionInput extends Sendable<ContractEventSubscriptionInput> {}

/** The resource of each write, by operation id. */
export interface WrittenResources {
  createTopupBalance: TopupBalance;
  patchTopupBalance: TopupBalance;
  deleteTopupBalance: TopupBalance;
  createAdjustBalance: AdjustBalance;
  patchAdjustBalance: AdjustBalance;
  deleteAdjustBalance: AdjustBalance;
  createReserveBalance: ReserveBalance;
  patchReserveBalance: ReserveBalance;
  deleteReserveBalance: ReserveBalance;
  createTransferBalance: TransferBalance;
  patchTransferBalance: TransferBalance;
  deleteTransferBalance: TransferBalance;
  registerListener: EventSubscription;
  unregisterListener: EventSubscription;
}

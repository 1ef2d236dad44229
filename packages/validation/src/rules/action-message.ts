import type {
  AdjustBalanceCreate,
  AdjustBalanceUpdate,
  ReserveBalanceCreate,
  ReserveBalanceUpdate,
  TopupBalanceCreate,
  TopupBalanceUpdate,
  TransferBalanceCreate,
  TransferBalanceUpdate,
} from "@tmf654/contract";

/** All members of all action requests, so that one rule can serve several requests. */
export type ActionMessage = Partial<
  TopupBalanceCreate &
    TopupBalanceUpdate &
    AdjustBalanceCreate &
    AdjustBalanceUpdate &
    ReserveBalanceCreate &
    ReserveBalanceUpdate &
    TransferBalanceCreate &
    TransferBalanceUpdate
>;

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

/** Whatever a request about an action may carry: what the shared rules are written against. */
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

/** The name of a table of the state, as a database stores it. */
export type StateTable =
  | "setting"
  | "bucket"
  | "action"
  | "voucher"
  | "voucherLock"
  | "paymentUse"
  | "transferDay"
  | "key"
  | "listener"
  | "delivery"
  | "receivedEvent"
  | "posting";

/** The functions that learn of each change. A database sets them; a mock without one has none. */
export interface StateChanges {
  /** Called with a record that was changed, or `undefined` for a removed one. */
  onChange?: ((table: StateTable, id: string, value: unknown) => void) | undefined;
  /** Called when the whole state was replaced. */
  onReplace?: (() => void) | undefined;
  /** Resolves when all changes are stored. `undefined` if nothing is left to store. */
  saved?: (() => Promise<void> | undefined) | undefined;
}

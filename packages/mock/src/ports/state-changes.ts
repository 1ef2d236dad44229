/** The tables of the state of a mock, as a database stores them. */
export const stateTables = [
  "setting",
  "bucket",
  "action",
  "voucher",
  "voucherLock",
  "paymentUse",
  "transferDay",
  "key",
  "listener",
  "delivery",
  "receivedEvent",
  "posting",
] as const;

/** The name of a table. */
export type StateTable = (typeof stateTables)[number];

/** The functions that learn of each change. A database sets them; a mock without one has none. */
export interface StateChanges {
  /** Called with a record that was changed, or `undefined` for a removed one. */
  onChange?: ((table: StateTable, id: string, value: unknown) => void) | undefined;
  /** Called when the whole state was replaced. */
  onReplace?: (() => void) | undefined;
  /** Resolves when all changes are stored. `undefined` if nothing is left to store. */
  saved?: (() => Promise<void> | undefined) | undefined;
}

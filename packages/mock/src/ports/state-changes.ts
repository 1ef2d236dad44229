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

/** Where the state of a mock is stored. */
export interface StorageState {
  /** The kind and the place of the database, such as `SQLite ./sandbox.db`. */
  readonly place: string;
  /** Why the latest changes could not be stored. `undefined` while all changes are stored. */
  readonly failure?: string | undefined;
}

/** The functions that learn of each change. A database sets them; a mock without one has none. */
export interface StateChanges {
  /** Called with a record that was changed, or `undefined` for a removed one. */
  onChange?: ((table: StateTable, id: string, value: unknown) => void) | undefined;
  /** Called when the whole state was replaced. */
  onReplace?: (() => void) | undefined;
  /** Resolves when all changes are stored. `undefined` if nothing is left to store. */
  saved?: (() => Promise<void> | undefined) | undefined;
  /** Returns where the state is stored. A mock without a database has no such function. */
  storage?: (() => StorageState) | undefined;
  /** After a failure, tries again to store something. Never rejects. */
  retry?: (() => Promise<void>) | undefined;
}

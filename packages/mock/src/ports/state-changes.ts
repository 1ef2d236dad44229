/** The name of a table of the state, as a database stores it. */
export type StateTable =
  | "setting"
  | "bucket"
  | "openedBucket"
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

/** The place where the state of a mock is stored. */
export interface StorageState {
  /** The kind and the place of the database, such as `SQLite ./sandbox.db`. */
  readonly place: string;
  /** The error of the latest changes, if they are not stored. `undefined` while all changes are stored. */
  readonly failure?: string | undefined;
  /** This process beside the others of the database. A database of one process has no such member. */
  readonly replica?: ReplicaState | undefined;
}

/** A process that shares the state of a mock with others. */
export interface ReplicaState {
  /** The number of running processes, with this one. */
  readonly count: number;
  /** The position of the latest change that this process has. Each stored record counts one. */
  readonly position: number;
  /** The number of positions that this process was behind at the latest check of the database. */
  readonly lag: number;
  /** Whether this process sends the events. */
  readonly isSender: boolean;
}

/** The access of a function to the state. A writing function may change the state. */
export type StateAccess = "read" | "write";

/**
 * The functions that are called with each change. A database sets them; a mock without one has
 * none.
 */
export interface StateChanges {
  /** Called with a record that was changed, or `undefined` for a removed one. */
  onChange?: ((table: StateTable, id: string, value: unknown) => void) | undefined;
  /** Called when the whole state was replaced. */
  onReplace?: (() => void) | undefined;
  /**
   * Sends an event after all changes are stored. Returns `undefined` if nothing is left to store.
   */
  whenStored?:
    | (<T>(send: () => T | Promise<T>) => Promise<T | { readonly error: string }> | undefined)
    | undefined;
  /** Returns where the state is stored. A mock without a database has no such function. */
  storage?: (() => StorageState) | undefined;
  /** After a failure, tries again to store something. Never rejects. */
  retry?: (() => Promise<void>) | undefined;
  /**
   * Waits until the state may be read or changed, if processes share it. Until the turn of the
   * event loop ends, no other process changes the state. Resolves to the reason if the database
   * fails.
   */
  enter?: ((access: StateAccess) => Promise<string | undefined>) | undefined;
  /** Returns a result in a turn that may change the state. */
  whenEntered?: (<T>(result: Promise<T>) => Promise<T>) | undefined;
  /** Whether another process sends the deliveries. */
  isPaused?: boolean;
}

import type { RowChange, StateRow } from "./database.ts";
import type { StateTable } from "./state-changes.ts";

/** A row with the position of its latest write. A row without a value was removed. */
export interface PositionedRow extends RowChange {
  readonly position: number;
}

/** The rows that replicas have written after a position. */
export interface NewRows {
  /** Each replacement of the whole state begins another epoch, whose rows must be loaded again. */
  readonly epoch: number;
  /**
   * Whether the database still knows this replica. The database forgets a replica that was silent
   * for long.
   */
  readonly isKnown: boolean;
  /** In order of position. */
  readonly rows: readonly PositionedRow[];
}

/** A transaction that holds the write lock of a mock. */
export interface WriteTransaction {
  readonly foundRows: NewRows;
  /** The position of the latest row. 0 for a mock that is not stored. */
  readonly position: number;
  /** The number of the latest transaction that this replica has committed. */
  readonly committedNumber: number;
  /** Reads the current values of records. Missing ones are left out. */
  read(records: readonly Pick<StateRow, "table" | "id">[]): Promise<readonly StateRow[]>;
  /** Reads whole tables, in the order in which their rows were first written. */
  readTables(names: readonly StateTable[]): Promise<readonly StateRow[]>;
  /**
   * Writes rows and commits. With `replace`, they replace all rows of the mock and begin another
   * epoch. The rows get the positions after `position`.
   */
  commit(
    rows: readonly RowChange[],
    options: { readonly number: number; readonly replace: boolean },
  ): Promise<void>;
  /** Ends the transaction without a change. */
  end(): Promise<void>;
}

/** All rows of a mock at one position. */
export interface StateSnapshot {
  readonly epoch: number;
  readonly position: number;
  readonly settings: readonly StateRow[];
  /** All rows in pages, in the order in which they were first written. */
  readonly pages: AsyncIterable<readonly StateRow[]>;
}

/** The running replicas of a mock, with this one. */
export interface RunningReplicas {
  readonly count: number;
  /** The position of the latest row in the database. */
  readonly latestPosition: number;
}

/** The rows of one mock, which several processes share. Each has a `SharedRows` of its own. */
export interface SharedRows {
  /** Announces this replica, and the mock if it is new. */
  join(): Promise<void>;
  /** Calls a function with all rows. No row is removed for good before the call has ended. */
  snapshot<T>(load: (snapshot: StateSnapshot) => Promise<T>): Promise<T>;
  /** Reads the rows after a position. */
  newRows(after: number): Promise<NewRows>;
  /** Begins a transaction, waits for the write lock, and reads the rows after a position. */
  begin(after: number): Promise<WriteTransaction>;
  /**
   * Says that this replica runs and has all rows up to a position. Removes the traces of removed
   * records that all replicas have seen.
   */
  heartbeat(position: number): Promise<void>;
  /** Takes or prolongs the lease for deliveries. Resolves to whether this replica has it. */
  lease(ms: number): Promise<boolean>;
  /** Reads how many replicas run, and how far the database is. */
  replicas(): Promise<RunningReplicas>;
  /** Ends the lease, and removes this replica. */
  leave(): Promise<void>;
}

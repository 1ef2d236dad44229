import type { StateTable } from "./state-changes.ts";

/** One record of the state of a mock in a database. */
export interface StateRow {
  readonly table: StateTable;
  readonly id: string;
  /** The record as JSON. */
  readonly value: string;
}

/** A change of one row. A change without a value removes the row. */
export interface RowChange extends Omit<StateRow, "value"> {
  readonly value: string | undefined;
}

/** The rows of one mock in a database. All functions are synchronous. */
export interface StateRows {
  /** Whether the database has the state of this mock. */
  readonly isEmpty: boolean;
  /** Reads all rows, in the order in which they were first written. */
  all(): Iterable<StateRow>;
  /** Reads the rows of one table, in the same order. */
  ofTable(table: StateTable): readonly StateRow[];
  /** Reads the value of one row. */
  find(table: StateTable, id: string): string | undefined;
  /** Writes all changes or none. With `replace`, the changes replace all rows of the mock. */
  write(changes: Iterable<RowChange>, options?: { readonly replace?: boolean }): void;
}

/** A database for the option `database` of `createMock`. */
export interface MockDatabase {
  /** The kind and the place of the database, such as `SQLite ./sandbox.db`. */
  readonly place: string;
  /** Closes the database. Close the mocks that use it first. */
  close(): void | Promise<void>;
}

/** A database that stores the state of mocks. */
export interface StateDatabase extends MockDatabase {
  /** Returns the rows of one mock. Each tenant of a server has rows of its own. */
  rows(tenant: string): StateRows;
}

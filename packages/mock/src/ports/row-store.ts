import type { StateRow } from "./database.ts";

/** One record of the state of any tenant in a database. */
export interface StoredRow extends StateRow {
  readonly tenant: string;
}

/** All rows of a database, of all tenants, for a copy or a check. No mock uses the database. */
export interface RowStore {
  /** The kind and the place of the database, such as `SQLite ./sandbox.db`. */
  readonly place: string;
  isEmpty(): boolean | Promise<boolean>;
  /** Reads all rows, in the order in which they were first written. */
  read(): Iterable<StoredRow> | AsyncIterable<StoredRow>;
  /** Replaces all rows in one transaction. If reading the given rows fails, nothing is changed. */
  replace(rows: AsyncIterable<StoredRow>): Promise<void>;
  close(): void | Promise<void>;
}

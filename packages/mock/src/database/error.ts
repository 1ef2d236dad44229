/** The error of a database: it cannot be opened, read or written. The message names a remedy. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
}

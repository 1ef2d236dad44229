/** The error of a database: it cannot be opened, read or written. The message names a remedy. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
}

/** Returns any error as the error of a database. */
export function toDatabaseError(cause: unknown): DatabaseError {
  if (cause instanceof DatabaseError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DatabaseError(`The database failed: ${reason}.`, { cause });
}

/** The result of a delivery whose event was not stored. */
export function toUnsent(): { readonly error: string } {
  return { error: "not sent: the event was not stored" };
}

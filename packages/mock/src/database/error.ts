/** The error of a database: it cannot be opened, read or written. The message names a remedy. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
}

/** The error of a change that may or may not be stored. */
export class UncertainWriteError extends DatabaseError {
  constructor(cause: DatabaseError) {
    super(cause.message, { cause });
  }
}

/** The error of a record that was written twice. */
export class RepeatedRecordError extends DatabaseError {
  /** The number of rows before it. */
  readonly rowsBefore: number;

  constructor({ tenant, name }: { readonly tenant: string; readonly name: string }, rows: number) {
    super(`The record ${name} of the tenant "${tenant}" is repeated.`);
    this.rowsBefore = rows;
  }
}

/** Converts any error to a `DatabaseError`. */
export function toDatabaseError(cause: unknown): DatabaseError {
  if (cause instanceof DatabaseError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  const remedy = "Check its data: tmf654-mock check";
  return new DatabaseError(`The database failed: ${reason}. ${remedy}.`, { cause });
}

/** Creates the error of a database that a newer mock has written. */
export function newerVersionError(
  databaseName: string,
  version: number,
  known: number,
): DatabaseError {
  return new DatabaseError(
    `The database ${databaseName} has version ${version}, and this mock reads versions up to ${known}. ` +
      "Use a newer @tmf654/mock. The database is unchanged.",
  );
}

import { DatabaseError } from "../database/error.ts";

/** The error of a change that may or may not be stored. */
export class UnknownOutcomeError extends DatabaseError {
  constructor(cause: DatabaseError) {
    super(cause.message, { cause });
  }
}

import { DatabaseError } from "../database/error.ts";

/** Loads the optional package. @throws DatabaseError with the command that installs it. */
export async function loadPg(): Promise<typeof import("pg")> {
  try {
    const { default: pg } = await import("pg");
    return pg as typeof import("pg");
  } catch (cause) {
    throw new DatabaseError(
      "A PostgreSQL database needs the package pg. Install it: npm install pg",
      { cause },
    );
  }
}

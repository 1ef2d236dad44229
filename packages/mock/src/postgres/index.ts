/**
 * The database of a mock in PostgreSQL, which several processes can share.
 *
 * @module
 */

export { DatabaseError } from "../database/error.ts";
export type { MockDatabase } from "../ports/database.ts";
export {
  openPostgres,
  type PostgresDatabase,
  type PostgresOptions,
  type SharedDatabase,
} from "./open-postgres.ts";

import type { MockDatabase } from "../ports/database.ts";
import { flagError } from "./flag-error.ts";
import type { ProgressLine } from "./progress.ts";
import type { ServerSettings } from "./server-settings.ts";
import { UsageError } from "./usage-error.ts";
import type { VerbInput } from "./verbs.ts";

/** The database of a server, with data of its own for each tenant. */
export interface ServerDatabase extends MockDatabase {
  tenant(name: string): MockDatabase;
  /** Resolves when the first mock has the stored state. */
  ready?(): Promise<void>;
}

/** Opens the database that the settings name. @throws UsageError with the remedy. */
export async function openDatabase(
  settings: ServerSettings,
  { values }: VerbInput,
  loadingProgress: ProgressLine,
): Promise<ServerDatabase | undefined> {
  const { database, configFile } = settings;
  const opener = openerOf(settings, loadingProgress);
  if (!opener) return undefined;
  const name = database === undefined ? "data" : "database";
  const { DatabaseError } = await import("../database/error.ts");
  try {
    return await opener();
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    if (values[name] !== undefined) throw flagError(`--${name}`, values[name], error.message);
    throw new UsageError(`${configFile}: ${error.message}`);
  }
}

/** Returns the function that opens the database, if the settings name one. */
function openerOf(
  { data, database, reads }: ServerSettings,
  loading: ProgressLine,
): (() => Promise<ServerDatabase>) | undefined {
  if (database !== undefined) {
    return async () => {
      const { openPostgres } = await import("../postgres/index.ts");
      return openPostgres(database, { ...(reads && { reads }), onRows: loading.show });
    };
  }
  if (data === undefined) return undefined;
  return async () => {
    const { openSqlite } = await import("../sqlite/index.ts");
    return openSqlite(data, { onRows: loading.show });
  };
}

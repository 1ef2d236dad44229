import type { MockDatabase } from "../ports/database.ts";
import { flagError } from "./flag-error.ts";
import type { Progress } from "./progress.ts";
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
  loading: Progress,
): Promise<ServerDatabase | undefined> {
  const { data, database: url, configFile } = settings;
  const name = url === undefined ? "data" : "database";
  const { DatabaseError } = await import("../database/error.ts");
  try {
    if (url !== undefined) return await openShared(url, settings);
    if (data === undefined) return undefined;
    const { openSqlite } = await import("../sqlite/index.ts");
    return openSqlite(data, { onRows: loading.show });
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    if (values[name] !== undefined) throw flagError(`--${name}`, values[name], error.message);
    throw new UsageError(`${configFile}: ${error.message}`);
  }
}

/** The first mock has the tenant `default`, as its database is the one that is ready. */
async function openShared(url: string, { reads }: ServerSettings): Promise<ServerDatabase> {
  const { openPostgres } = await import("../postgres/index.ts");
  const opened = await openPostgres(url, { ...(reads && { reads }) });
  const { place, close } = opened;
  const tenant = (name: string) => (name === "default" ? opened : opened.tenant(name));
  return { place, close, tenant, ready: opened.ready };
}

import { resolve } from "node:path";
import type { RowStore } from "../ports/row-store.ts";
import { openSqliteStore } from "../sqlite/sqlite-store.ts";
import { exampleOf } from "./flag-error.ts";
import { readFlagSettings } from "./flag-settings.ts";
import { UsageError } from "./usage-error.ts";
import type { VerbInput } from "./verbs.ts";

/** The place that the flags name: a file, or the URL of a database. */
export type StoredPlace =
  | { readonly file: string; readonly url?: never }
  | { readonly url: string; readonly file?: never };

/**
 * Reads `--data` or `--database`.
 * @throws UsageError without a flag, with both flags, and for an invalid value.
 */
export function storedPlaceOf({ values, folder }: VerbInput): StoredPlace {
  const { data, database } = readFlagSettings({ data: values.data, database: values.database });
  if (data !== undefined && database !== undefined) {
    throw new UsageError("--data and --database name two places for the data: use one of them.");
  }
  if (data !== undefined) return { file: resolve(folder, data) };
  if (database !== undefined) return { url: database };
  const examples = `${exampleOf("--data")}, or ${exampleOf("--database")}`;
  throw new UsageError(`The place of the data is missing: ${examples}`);
}

/** The options of `withStore`. */
interface OpenStoreOptions {
  /** Whether the file or the tables may be created. */
  readonly isNewAllowed: boolean;
}

/** Runs work with the store that the flags name, and closes it. */
export async function withStore<T>(
  input: VerbInput,
  options: OpenStoreOptions,
  work: (store: RowStore) => Promise<T>,
): Promise<T> {
  const store = await openStore(storedPlaceOf(input), options);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function openStore({ file, url }: StoredPlace, options: OpenStoreOptions): Promise<RowStore> {
  if (file !== undefined) return openSqliteStore(file, options);
  const { openPostgresStore } = await import("../postgres/postgres-store.ts");
  return openPostgresStore(url, options);
}

import { resolve } from "node:path";
import type { RowStore } from "../ports/row-store.ts";
import { openSqliteStore } from "../sqlite/sqlite-store.ts";
import { exampleOf } from "./flag-error.ts";
import { UsageError } from "./usage-error.ts";
import type { VerbInput } from "./verbs.ts";

/** Reads the value of `--data`. @throws UsageError without one. */
export function dataFileOf({ values, folder }: VerbInput): string {
  if (typeof values.data === "string") return resolve(folder, values.data);
  throw new UsageError(`--data is missing: ${exampleOf("--data")}`);
}

/** Runs work with the store that the flags name, and closes it. */
export async function withStore<T>(
  input: VerbInput,
  options: { readonly isNewAllowed: boolean },
  work: (store: RowStore) => Promise<T>,
): Promise<T> {
  const store = openSqliteStore(dataFileOf(input), options);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

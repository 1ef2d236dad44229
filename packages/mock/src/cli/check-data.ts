import { closeSync, createReadStream, existsSync, openSync, readSync } from "node:fs";
import process from "node:process";
import type { StoredRow } from "../ports/row-store.ts";
import { checkRows } from "../transfer/check.ts";
import { readRows } from "../transfer/import.ts";
import { countText } from "./count-text.ts";
import { storedPlaceOf, withStore } from "./open-store.ts";
import { createProgress } from "./progress.ts";
import type { VerbInput } from "./verbs.ts";

/** Checks the data of a file or a database and prints each issue. Returns 1 if there is one. */
export async function checkData(input: VerbInput): Promise<number> {
  const { file } = storedPlaceOf(input);
  if (file !== undefined && isTextFile(file)) return checkAllRows(input, rowsOf(file));
  return withStore(input, { isNewAllowed: false }, (store) => checkAllRows(input, store.read()));
}

async function checkAllRows(
  { out }: VerbInput,
  rows: Iterable<StoredRow> | AsyncIterable<StoredRow>,
): Promise<number> {
  const progress = createProgress(process.stderr, "rows read");
  try {
    const { rows: count, tenants, issues } = await checkRows(rows, Date.now(), progress.show);
    progress.clear();
    for (const issue of issues) out(`${issue}\n`);
    const checkedText = `${countText(count, "row")} of ${countText(tenants, "tenant")} checked`;
    out(`${checkedText}, ${countText(issues.length, "issue")}.\n`);
    return issues.length === 0 ? 0 : 1;
  } finally {
    progress.clear();
  }
}

function rowsOf(file: string): AsyncIterable<StoredRow> {
  return readRows(createReadStream(file).setEncoding("utf8"));
}

/** Whether a file is an export or a snapshot: its first character starts an object. */
function isTextFile(file: string): boolean {
  if (!existsSync(file)) return false;
  const handle = openSync(file, "r");
  try {
    const firstByte = Buffer.alloc(1);
    readSync(handle, firstByte, 0, 1, 0);
    return firstByte.toString() === "{";
  } finally {
    closeSync(handle);
  }
}

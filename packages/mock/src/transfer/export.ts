import { parseRow } from "../database/tables.ts";
import type { RowStore, StoredRow } from "../ports/row-store.ts";

/** The first line of an export. Its version changes when an older reader cannot read the rows. */
export const exportHeader = { format: "tmf654-mock", version: 1 } as const;

/** The last line of an export, so that an incomplete file is noticed. */
export interface ExportEnd {
  readonly end: true;
  readonly rows: number;
}

/** The characters of one chunk, so that few writes are needed. */
const chunkCharacters = 65_536;

/**
 * Reads all rows of a database as NDJSON, in chunks of lines. `onRows` is called with the number of
 * rows so far. @throws DatabaseError for a record that is not JSON.
 */
export async function* exportLines(
  store: RowStore,
  onRows: (count: number) => void = () => {},
): AsyncGenerator<string> {
  let count = 0;
  let chunk = `${JSON.stringify(exportHeader)}\n`;
  for await (const row of store.read()) {
    chunk += `${lineOf(row)}\n`;
    count += 1;
    if (chunk.length < chunkCharacters) continue;
    yield chunk;
    chunk = "";
    onRows(count);
  }
  const end: ExportEnd = { end: true, rows: count };
  yield `${chunk}${JSON.stringify(end)}\n`;
  onRows(count);
}

/** The record is written anew, so that equal records have equal bytes. */
function lineOf(row: StoredRow): string {
  const { tenant, table, id } = row;
  return JSON.stringify({ tenant, table, id, value: parseRow(row) });
}

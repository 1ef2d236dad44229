import type { StateRow } from "../ports/database.ts";
import type { SharedRows } from "../ports/shared-rows.ts";

/** Returns rows whose load calls `onRows` with the number of rows that it has read so far. */
export function countedRows(rows: SharedRows, onRows: (count: number) => void): SharedRows {
  return {
    ...rows,
    snapshot: (load) =>
      rows.snapshot((snapshot) => load({ ...snapshot, pages: countPages(snapshot.pages, onRows) })),
  };
}

async function* countPages(
  pages: AsyncIterable<readonly StateRow[]>,
  onRows: (count: number) => void,
): AsyncGenerator<readonly StateRow[]> {
  let count = 0;
  for await (const page of pages) {
    count += page.length;
    onRows(count);
    yield page;
  }
}

import { createWriteStream, renameSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { exportLines } from "../transfer/export.ts";
import { countText } from "./count-text.ts";
import { withStore } from "./open-store.ts";
import { createProgress } from "./progress.ts";
import type { VerbInput } from "./verbs.ts";

/** Writes all rows of a database to a file or to stdout, and says how many on stderr. */
export function exportData(input: VerbInput): Promise<number> {
  const { operands, folder, err } = input;
  return withStore(input, { isNewAllowed: false }, async (store) => {
    const progress = createProgress(process.stderr, "rows exported");
    let count = 0;
    const lines = exportLines(store, (rows) => {
      count = rows;
      progress.show(rows);
    });
    const [name = "-"] = operands;
    try {
      if (name === "-") await pipeline(Readable.from(lines), process.stdout, { end: false });
      else await writeWholeFile(resolve(folder, name), lines);
    } finally {
      progress.clear();
    }
    err(`${countText(count, "row")} exported from ${store.place}.\n`);
    return 0;
  });
}

/** Writes a file. An earlier file stays as it is until the whole text is written. */
async function writeWholeFile(file: string, chunks: AsyncIterable<string>): Promise<void> {
  const partFile = `${file}.part`;
  try {
    await pipeline(Readable.from(chunks), createWriteStream(partFile));
    renameSync(partFile, file);
  } catch (error) {
    rmSync(partFile, { force: true });
    throw error;
  }
}

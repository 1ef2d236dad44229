import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";
import { importRows } from "../transfer/import.ts";
import { countText } from "./count-text.ts";
import { withStore } from "./open-store.ts";
import { createProgress } from "./progress.ts";
import type { VerbInput } from "./verbs.ts";

/** Imports an export or a snapshot from a file or from stdin. */
export function importData(input: VerbInput): Promise<number> {
  const { operands, folder, values, err } = input;
  return withStore(input, { isNewAllowed: true }, async (store) => {
    const progress = createProgress(process.stderr, "rows imported");
    const [name = "-"] = operands;
    const stream = name === "-" ? process.stdin : createReadStream(resolve(folder, name));
    try {
      const count = await importRows(store, stream.setEncoding("utf8"), {
        isReplacing: values.replace === true,
        onRows: progress.show,
      });
      progress.clear();
      err(`${countText(count, "row")} imported into ${store.place}.\n`);
      return 0;
    } finally {
      progress.clear();
    }
  });
}

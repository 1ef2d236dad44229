/** The emitter of the reference page of the validation rules. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FILE = "docs/reference/rules.md";

/**
 * The page comes from the current validators. When they do not load, because they are being
 * regenerated, the page stays unchanged until the next run.
 */
export function emitRules(): Record<string, string> {
  const program = join(import.meta.dirname, "rules-page.ts");
  try {
    const flags = ["--conditions=@tmf654/source", program];
    return { [FILE]: execFileSync(process.execPath, flags, { encoding: "utf8" }) };
  } catch (problem) {
    console.error(`${FILE} was not written; run the generator again. ${problem}`);
    return existsSync(FILE) ? { [FILE]: readFileSync(FILE, "utf8") } : {};
  }
}

/** The reference page of the validation rules, from the rule tables themselves. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FILE = "docs/reference/rules.md";

/**
 * The page is written by the validators as they stand. Where these do not even load, because they
 * are about to be generated anew, the page stays as it is and the next run writes it.
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

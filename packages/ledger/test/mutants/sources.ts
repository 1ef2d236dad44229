import { readdirSync, readFileSync } from "node:fs";
import { type Mutant, mutantsOf } from "./mutate.ts";

export const root = new URL("../../../..", import.meta.url).pathname;
const folder = `${root}packages/ledger/src/`;

const isSource = (file: string) => file.endsWith(".ts") && !file.includes(".test");

/** Every mutant of the ledger, in the order of the files, and the text of each file with mutants. */
export function readMutants() {
  const mutants: Mutant[] = [];
  const texts = new Map<string, string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(isSource)) {
    const own = mutantsOf(file, readFileSync(folder + file, "utf8"), mutants.length + 1);
    mutants.push(...own.mutants);
    if (own.mutants.length > 0) texts.set(file, own.text);
  }
  return { mutants, texts };
}

const switchPath = new URL("./switch.ts", import.meta.url).pathname;
const imported = `import { isMutant } from "${switchPath}";\n`;

/** A Vite plugin that loads the ledger with every mutant in it, at most one of them active. */
export const createMutantPlugin = (texts: ReadonlyMap<string, string>) => ({
  name: "mutants",
  enforce: "pre" as const,
  transform(_: string, id: string) {
    const text = id.startsWith(folder) ? texts.get(id.slice(folder.length)) : undefined;
    return text === undefined ? undefined : imported + text;
  },
});

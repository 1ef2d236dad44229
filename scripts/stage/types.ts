/** Declarations without repetition. Otherwise they would be half of the contract package. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Makes declarations small, and lets the ESM ones refer to equal CJS ones. */
export function compactTypes(dist: string): void {
  const files = readdirSync(dist).filter((file) => /\.d\.c?ts$/.test(file));
  for (const file of files) {
    const text = readFileSync(join(dist, file), "utf8");
    writeFileSync(join(dist, file), compact(text));
  }
  for (const file of files.filter((each) => each.endsWith(".d.ts"))) {
    const twin = file.replace(/ts$/, "cts");
    if (!existsSync(join(dist, twin))) continue;
    const text = readFileSync(join(dist, file), "utf8");
    if (text !== readFileSync(join(dist, twin), "utf8")) continue;
    writeFileSync(join(dist, file), `export * from "./${file.replace(/\.d\.ts$/, ".cjs")}";\n`);
  }
}

/**
 * Replaces four spaces by a tab. Removes the tag and the indentation of comments that editors show
 * as text.
 */
export const compact = (text: string): string =>
  text
    .replace(/^(?: {4})+/gm, (spaces) => "\t".repeat(spaces.length / 4))
    .replace(/^(\t* (?:\*|\/\*\*)|\t*\/\*\*) @description /gm, "$1 ")
    .replace(/^(\t* \*) {5}(?=\S)/gm, "$1 ");

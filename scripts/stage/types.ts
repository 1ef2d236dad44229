/** Declarations without repetition, which would be half of the contract package. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Makes declarations small, and lets the ESM ones refer to equal CJS ones. `examples: false` also
 * removes the examples of the comments, which the site has too.
 */
export function compactTypes(dist: string, { examples }: { readonly examples: boolean }): void {
  const files = readdirSync(dist).filter((file) => /\.d\.c?ts$/.test(file));
  const texts = new Map(
    files.map((file) => {
      const text = compact(readFileSync(join(dist, file), "utf8"));
      return [file, examples ? text : withoutExamples(text)];
    }),
  );
  const commonJsFiles = new Map(files.filter(isCommonJs).map((file) => [nameOf(file), file]));
  for (const [file, text] of texts) {
    const commonJsFile = isCommonJs(file) ? undefined : commonJsFiles.get(nameOf(file));
    const isSame =
      commonJsFile !== undefined &&
      withoutFormat(text) === withoutFormat(texts.get(commonJsFile) ?? "");
    const target = commonJsFile?.replace(/\.d\.cts$/, ".cjs");
    writeFileSync(
      join(dist, file),
      isSame && hasOwnImportsOnly(text) ? `export * from "./${target}";\n` : text,
    );
  }
}

const isCommonJs = (file: string): boolean => file.endsWith(".cts");

/** The name of a file without its format and without the hash of a shared part. */
const nameOf = (file: string): string => file.replace(/(?:-[\w-]{8})?\.d\.c?ts$/, "");

/** A declaration without what differs between the formats: hashes and endings of files. */
const withoutFormat = (text: string): string =>
  text.replace(/(from|import\()(\s*['"]\.\/[^'"]*?)(?:-[\w-]{8})?\.c?js(?=['"])/g, "$1$2");

/**
 * Whether a declaration imports types only of this project. The two formats of another package may
 * have types that differ.
 */
const hasOwnImportsOnly = (text: string): boolean =>
  [...text.matchAll(/(?:from|import\(|import)\s*['"]([^'"]+)['"]/g)].every(([, from = ""]) =>
    /^(?:\.\/|@tmf654\/)/.test(from),
  );

/**
 * Replaces four spaces by a tab. Removes the tag and the indentation of comments that editors show
 * as text, and the tabs before each line of a comment.
 */
export const compact = (text: string): string =>
  text
    .replace(/^(?: {4})+/gm, (spaces) => "\t".repeat(spaces.length / 4))
    .replace(/^(\t* (?:\*|\/\*\*)|\t*\/\*\*) @description /gm, "$1 ")
    .replace(/^(\t* \*) {5}(?=\S)/gm, "$1 ")
    .replace(/^\t+(?= \*)/gm, "");

/** Removes each `@example` with its code block. */
export const withoutExamples = (text: string): string =>
  text.replace(/^\s*\* @example\n\s*\* ```ts\n(?:\s*\*(?! ```).*\n)*\s*\* ```\n/gm, "");

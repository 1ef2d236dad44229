/** A recipe of CONTRIBUTING.md as edits, so that a test can follow it in a copy of the repository. */
export interface Recipe {
  /** The heading in CONTRIBUTING.md. */
  readonly title: string;
  /** The files to touch, in the order of CONTRIBUTING.md. */
  readonly edits: readonly Edit[];
}

/** The changes of one file. Without `changes` and `text`, `npm run generate` writes it. */
export interface Edit {
  readonly file: string;
  /** The text of a new file. */
  readonly text?: string;
  readonly changes?: readonly Change[];
  /**
   * The check that fails when this file is left out. Tests have no check, because they check the
   * other files.
   */
  readonly check?: Check;
}

/** A text, and the place after which it is inserted. */
export type Change = readonly [behind: RegExp, text: string];

/** The type checker, the generator's `--check`, or a test file. */
export type Check = "types" | "generate" | `${string}.test.ts`;

/** Returns the changed text of a file. Throws when it does not find a place. */
export function applyEdit({ file, text, changes = [] }: Edit, textBefore: string): string {
  if (text !== undefined) return text;
  let textAfter = textBefore;
  for (const [behind, inserted] of changes) {
    const match = behind.exec(textAfter);
    if (match === null) {
      throw new Error(`${file} does not match ${behind}: update the recipe in scripts/recipes`);
    }
    const end = match.index + match[0].length;
    textAfter = textAfter.slice(0, end) + inserted + textAfter.slice(end);
  }
  return textAfter;
}

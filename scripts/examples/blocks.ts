/** The code blocks of a document, and what a program among them promises to print or to return. */

/** A block of a document. */
export interface Block {
  /** The text after the three backticks, such as `ts` or `ts ignore`. */
  readonly language: string;
  readonly text: string;
}

export function blocksOf(document: string): readonly Block[] {
  return [...document.matchAll(/^```(\w[^\n]*)\n(.*?)^```$/gms)].map(
    ([, language = "", text = ""]) => ({ language, text }),
  );
}

/** The examples in the comments of a source file, without the comments' asterisks. */
export function commentExamples(source: string): readonly string[] {
  const comments = source.match(/^ *\/\*\*$.*?^ *\*\/$/gms) ?? [];
  return comments.flatMap((comment) => {
    const [, ...examples] = comment.replace(/^ *\* ?/gm, "").split(/^@example$/m);
    return examples.flatMap((example) => blocksOf(example).map(({ text }) => text));
  });
}

/** The lines that a program prints: the comments beside or below its `console.log` calls. */
export function printedLines(program: string): readonly string[] {
  const promisePattern = /(?:console\.log.*\)[;,]|^\);)(?: |\n)\/\/ (.+)$/gm;
  return [...program.matchAll(promisePattern)].map(([, text = ""]) => text);
}

/** The program with an assertion for each expression whose value is in a comment beside it. */
export function withAssertions(program: string): string {
  const promisePattern = /^(?!const|let|import)([^\s/].*); \/\/ (.*)$/gm;
  const checkedProgram = program.replace(promisePattern, "check($1, $2);");
  return checkedProgram === program ? program : `${CHECK}\n${checkedProgram}`;
}

/** `Intl` writes several kinds of space, and a document has only the usual one. */
const CHECK = `import { deepStrictEqual } from "node:assert";
const plain = (value) => (typeof value === "string" ? value.replace(/\\s/g, " ") : value);
const check = (actual, expected) => deepStrictEqual(plain(actual), expected);`;

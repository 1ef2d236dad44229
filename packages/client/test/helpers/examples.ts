import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

/** An example in a document, with the heading above it. */
export type Example = readonly [title: string, code: string];

/** The sections of a document by heading. */
export const sectionsOf = (document: string): (readonly [title: string, text: string])[] =>
  document.split(/^## /m).map((section) => [section.split("\n", 1)[0] ?? "", section]);

export const examplesOf = (document: string): Example[] =>
  sectionsOf(document).flatMap(([title, text]) =>
    [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""]) => [title, code] as const),
  );

/** The expected output of an example: the comments after its `console.log` calls. */
export const expectedOutput = (code: string): string[] =>
  [...code.matchAll(/console\.log.*\)[;,] \/\/ (.+)$/gm)].map(([, text = ""]) => text);

/** Runs an example as a module of this package and returns its output lines. */
export async function runExample(code: string): Promise<string[]> {
  const kind = ["--input-type=module-typescript", "--conditions=@tmf654/source"];
  const cwd = join(import.meta.dirname, "../..");
  const run = promisify(execFile)(process.execPath, [...kind, "--eval", code], { cwd });
  return (await run).stdout.trim().split("\n");
}

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

/** An example of a document, by the heading above it. */
export type Example = readonly [title: string, code: string];

/** The document's sections by their headings. */
export const sectionsOf = (document: string): (readonly [title: string, text: string])[] =>
  document.split(/^## /m).map((section) => [section.split("\n", 1)[0] ?? "", section]);

export const examplesOf = (document: string): Example[] =>
  sectionsOf(document).flatMap(([title, text]) =>
    [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""]) => [title, code] as const),
  );

/** What an example says that it prints: the comments behind its `console.log` calls. */
export const promised = (code: string): string[] =>
  [...code.matchAll(/console\.log.*\)[;,] \/\/ (.+)$/gm)].map(([, text = ""]) => text);

/** What an example prints, run as a module of this package. */
export async function printed(code: string): Promise<string[]> {
  const kind = ["--input-type=module-typescript", "--conditions=@tmf654/source"];
  const cwd = join(import.meta.dirname, "../..");
  const run = promisify(execFile)(process.execPath, [...kind, "--eval", code], { cwd });
  return (await run).stdout.trim().split("\n");
}

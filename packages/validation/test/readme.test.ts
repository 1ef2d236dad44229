/** The run of the programs in the README. */
import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { inspect } from "node:util";
import * as main from "@tmf654/validation";
import * as fields from "@tmf654/validation/fields";
import * as normalize from "@tmf654/validation/normalize";
import { expect, test } from "vitest";

const folder = join(import.meta.dirname, "..");
const readme = readFileSync(join(folder, "README.md"), "utf8");
const programs = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, text = ""]) => text);

const entries: Readonly<Record<string, object>> = {
  "@tmf654/validation": main,
  "@tmf654/validation/fields": fields,
  "@tmf654/validation/normalize": normalize,
};

/** Runs a program with the imports above, and returns its output. */
function outputOf(program: string): readonly string[] {
  const body = stripTypeScriptTypes(program).replace(
    /import (\{[\s\S]*?\}) from "(.*?)";/g,
    (_, list: string, from: string) => `const ${list} = entries[${JSON.stringify(from)}];`,
  );
  const lines: string[] = [];
  const log = (value: unknown) =>
    lines.push(typeof value === "string" ? value : inspect(value, { breakLength: 120 }));
  new Function("entries", "console", body)(entries, { log });
  return lines;
}

/** The comments on the lines after `console.log`. */
const expectedOutput = (program: string): readonly string[] =>
  [...program.matchAll(/^console\.log.*\n\/\/ (.*)$/gm)].map(([, text = ""]) => text);

test.each(programs.map((text) => [text]))("a program prints its comments: %#", (text) => {
  expect(expectedOutput(text).length).toBeGreaterThan(0);
  expect(outputOf(text)).toEqual(expectedOutput(text));
});

test("five programs are run", () => {
  expect(programs).toHaveLength(5);
});

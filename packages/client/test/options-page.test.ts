import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { examplesOf, expectedOutput, runExample, sectionsOf } from "./helpers/examples.ts";

const root = join(import.meta.dirname, "../../..");
const page = readFileSync(join(root, "docs/reference/client-options.md"), "utf8");
const sections = sectionsOf(page);
const examples = examplesOf(page);

/** Whether a type has options that a user sets. */
const isOptions = (name: string) => /Options?$|^Platform$|^Paging$/.test(name);

/** A row for each option: its type, its name and the default in its comment. */
type Row = readonly [type: string, option: string, preset: string | undefined];

function optionsOf(file: string): Row[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  return source.statements.filter(ts.isInterfaceDeclaration).flatMap(({ name, members }) =>
    isOptions(name.text)
      ? members.map((member) => {
          const text = member.getFullText(source);
          const preset = /Default: `?(.+?)`?(?: for each call|, looked up at each call)?\.\s/s;
          return [name.text, member.name?.getText(source) ?? "", preset.exec(text)?.[1]] as const;
        })
      : [],
  );
}

const options = globSync("packages/client/src/**/*.ts", { cwd: root })
  .flatMap((file) => optionsOf(join(root, file)))
  .sort(([one], [other]) => one.localeCompare(other));

/**
 * Finds the default of an option on the page, and whether the example of its section uses the
 * option.
 */
function findOnPage(type: string, option: string) {
  const [, text = ""] = sections.find(([title]) => title.includes(`\`${type}\``)) ?? [];
  const [, preset] = new RegExp(`^\\| \`${option}\` \\| (.*?) \\|`, "m").exec(text) ?? [];
  const isShown = examplesOf(`## \n${text}`).some(([, code]) =>
    new RegExp(`\\b${option}\\b`).test(code),
  );
  return { preset, isShown };
}

describe("the options page", () => {
  test.each(options)(
    "documents %s.%s with its default %s, and has it in an example",
    (type, option, preset) => {
      const { preset: documented, isShown } = findOnPage(type, option);
      expect(documented, "a row of its table").toBeDefined();
      if (/^(\d+|true|false)$/.test(preset ?? "")) expect(documented).toBe(preset);
      expect(isShown, "in its example").toBe(true);
    },
  );

  test.each(examples)("the example of %s prints the expected output", async (_, code) => {
    expect(await runExample(code)).toEqual(expectedOutput(code));
  });
});

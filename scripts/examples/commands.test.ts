/** Each `tmf654-mock` of the documents has a verb, flags and operands that the command reads. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readCommandLine } from "../../packages/mock/src/cli/arguments.ts";
import { root } from "../packages.ts";

const patterns = ["*.md", "docs/**/*.md", "{packages,examples}/*/README.md"];
const documents = patterns.flatMap((pattern) => globSync(pattern, { cwd: root }));
const commands = documents.flatMap((file) =>
  commandsOf(readFileSync(join(root, file), "utf8")).map((command) => [file, command] as const),
);

/** Returns the arguments of each command in the blocks of a document and in its prose. */
function commandsOf(text: string): readonly string[] {
  const pattern = /(?:npx @tmf654\/mock|npx tmf654-mock|(?<=`)tmf654-mock)(?![\w/.-])([^`|>#\n]*)/g;
  return [...text.matchAll(pattern)].map(([, args = ""]) => args.trim());
}

/** The words of a command. An optional flag counts as written, and an optional operand does not. */
function wordsOf(command: string): readonly string[] {
  const plain = command.replace(/\[(--[^\]]*)\]/g, "$1").replace(/\[[^\]]*\]?/g, "");
  return (plain.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ""));
}

function issueOf(command: string): string | undefined {
  const line = readCommandLine(wordsOf(command));
  return "error" in line ? line.error : undefined;
}

test("a wrong verb, flag and operand are found", () => {
  const found = commandsOf(
    "`tmf654-mock sevre`, `tmf654-mock --prot 1` and\nnpx tmf654-mock a.json",
  );
  expect(found.map(issueOf)).toEqual([
    expect.stringContaining("sevre"),
    expect.stringContaining("--prot"),
    expect.stringContaining("a.json"),
  ]);
});

test("there are commands in the documents", () => expect(commands.length).toBeGreaterThan(40));

test.each(commands)("%s: tmf654-mock %s", (_, command) => {
  expect(issueOf(command)).toBeUndefined();
});

import { describe, expect, test } from "vitest";
import { proseIssues } from "./check.ts";
import { isChecked } from "./paths.ts";
import { MAX_WORDS } from "./rules.ts";

const longSentence = `${"word ".repeat(MAX_WORDS)}word`;
const fittingSentence = `${"word ".repeat(MAX_WORDS - 1)}word`;
const tooLongMessage = `the sentence has ${MAX_WORDS + 1} words, ${MAX_WORDS} are allowed`;
const openingMessage = 'the sentence starts with "What"';
const wordMessage = '"nobody" is not used here';

async function issuesOf(file: string, text: string): Promise<string[]> {
  return (await proseIssues(file, text)).map(({ line, message }) => `${line}: ${message}`);
}

describe("a sentence", () => {
  test.each([
    ["is too long", `${longSentence}.`, [`1: ${tooLongMessage}`]],
    ["fits", `${fittingSentence}.`, []],
    ["fits twice", `${fittingSentence}. ${fittingSentence}.`, []],
    [
      "goes on after an abbreviation",
      `${fittingSentence}, e.g. this one.`,
      [`1: ${tooLongMessage.replace("26", "28")}`],
    ],
    ["has code, which is one word", `${"word ".repeat(MAX_WORDS - 1)}\`a b c d\`.`, []],
    ["starts with What", "What it does.", [`1: ${openingMessage}`]],
    ["starts with Of", "Good. Of two words.", ['1: the sentence starts with "Of"']],
    ["starts with Why", "Why it failed.", ['1: the sentence starts with "Why"']],
    ["is a question", "Why did it fail?", []],
    ["has What inside", "Do what it says.", []],
    ["has a replaced word", "It is nobody.", [`1: ${wordMessage}`]],
    ["has the noun hold", "Release the hold.", ['1: "the hold" is not used here']],
    ["has the verb hold", "Amounts that hold value.", []],
    ["has a heartbeat", "A heartbeat, and a beat.", ['1: "beat" is not used here']],
    ["has a replaced word in code", "It is `nobody`.", []],
    ["has a word that contains a replaced one", "The dormouse and the underworldly one.", []],
  ])("%s", async (_, text, expected) => {
    expect(await issuesOf("README.md", text)).toEqual(expected);
  });
});

describe("prose is found in", () => {
  test.each([
    ["a paragraph", "a.md", "# A\n\nIt is nobody.\n", 3],
    ["a heading", "a.md", "# Is nobody\n", 1],
    ["a list", "a.md", "- one\n- is nobody\n", 2],
    ["a list with code at the start of a line", "a.md", "- one\n  `two` is nobody\n", 2],
    ["a table", "a.md", "| a |\n|---|\n| is nobody |\n", 3],
    ["a changeset", ".changeset/a.md", "---\na: patch\n---\n\nIt is nobody.\n", 5],
    ["a line comment", "a.ts", "a;\n// It is nobody.\n", 2],
    ["a comment behind code", "a.ts", "a; // it is nobody\nb;\n", 1],
    ["a block comment", "a.ts", "/**\n * One.\n * It is nobody.\n */\na;\n", 3],
    ["a tag of TSDoc", "a.ts", "/** One.\n * @returns nobody here\n */\na;\n", 2],
    ["an error", "a.ts", 'a;\nthrow new Error("There is nobody here.");\n', 2],
    ["an error with a value", "a.ts", `a;\nthrow Error(\`There is nobody at \${a}.\`);\n`, 2],
    ["a test title", "a.test.ts", 'a;\ntest("finds nobody", () => {});\n', 2],
    ["a title of a table", "a.test.ts", 'a;\ntest.each([])("finds nobody", () => {});\n', 2],
    ["a description", "a.yaml", "type: a\ndescription: It is nobody.\n", 2],
    ["a folded description", "a.yaml", "a:\n  description: >-\n    One.\n    It is nobody.\n", 4],
  ])("%s", async (_, file, text, line) => {
    expect(await issuesOf(file, text)).toEqual([`${line}: ${wordMessage}`]);
  });

  test.each([
    ["code of Markdown", "a.md", "```ts\nnobody();\n```\n"],
    ["a name", "a.ts", "const nobody = 1;\n"],
    ["a short string", "a.ts", 'const a = "nobody";\n'],
    ["a string of a test", "a.test.ts", 'expect("It is nobody at all.");\n'],
    ["a value of the contract", "a.yaml", "example: It is nobody.\n"],
    ["another kind of file", "a.json", '{ "a": "It is nobody." }'],
  ])("but not in %s", async (_, file, text) => {
    expect(await issuesOf(file, text)).toEqual([]);
  });
});

test("two comments on lines that follow each other are two sentences", async () => {
  const text = `/** ${fittingSentence} */\na; // ${fittingSentence}\n/** ${fittingSentence} */\nb;\n`;
  expect(await issuesOf("a.ts", text)).toEqual([]);
});

test.each([
  ["packages/a/README.md", true],
  ["packages/a/src/generated/b.ts", false],
  ["docs/reference/rules.md", true],
])("%s is checked: %s", (file, expected) => {
  expect(isChecked(file)).toBe(expected);
});

import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../packages.ts";
import { blocksOf, commentExamples } from "./blocks.ts";
import { compileExamples, type ExampleFile } from "./compile.ts";

const appTypes = join(root, "packages/client/test/helpers/consumer-types.ts");
const wrongExamples: readonly (readonly [name: string, text: string, error: RegExp])[] = [
  ["implicit-any", "export const twice = (n) => n + n;", /TS7006/],
  ["unused", "export {};\nconst unused = 1;", /TS6133/],
  ["wrong-cast", "export const first = ([0] as string[])[0].length;", /TS2352|TS2532/],
  [
    "misspelt-option",
    'import { createMock } from "@tmf654/mock";\ncreateMock({ sed: 1 });',
    /TS2561/,
  ],
  ["exact-optional", "export const one: { a?: 1 } = { a: undefined };", /TS2375/],
  ["syntax", "export const = 1;", /TS1109|TS1134/],
];

/**
 * Documents whose blocks come from files of apps. `../consumers/recipes.test.ts` checks the guides,
 * and `readme/readme.test.ts` checks the root README.
 */
const recipes = /^(?:README|docs\/guides\/(?:page|mount|top-up-screen|tests))\.md$/;

const patterns = ["*.md", "docs/**/*.md", "{packages,examples}/*/README.md"];
const documents = patterns.flatMap((pattern) => globSync(pattern, { cwd: root }));

/** The TypeScript blocks of a document, as files of the package or example that it is about. */
function examplesOf(document: string): ExampleFile[] {
  const folder = document.startsWith("docs/") ? "packages/mock" : dirname(document);
  const title = document.replace(/\.md$/, "").replaceAll("/", "-").toLowerCase();
  return blocksOf(readFileSync(join(root, document), "utf8"))
    .filter(({ language }) => language === "ts")
    .map(({ text }, at) => ({ name: join(root, folder, `${title}-example-${at + 1}.ts`), text }));
}

/** The examples in comments, as files beside their source. */
const commented = globSync("packages/*/src/**/*.ts", { cwd: root }).flatMap((file) =>
  commentExamples(readFileSync(join(root, file), "utf8")).map((text, at) => ({
    name: join(root, file.replace(/\.ts$/, `-example-${at + 1}.ts`)),
    text,
  })),
);

/** The app that the examples for test runners import. */
const testedApp = readFileSync(join(root, "packages/mock/test/vitest/app.ts"), "utf8");
const documented = documents.filter((document) => !recipes.test(document)).flatMap(examplesOf);
const errors = compileExamples([
  ...documented,
  ...commented,
  { name: join(root, "packages/mock/app.ts"), text: testedApp },
  { name: appTypes, text: readFileSync(appTypes, "utf8") },
  ...wrongExamples.map(([name, text]) => ({
    name: join(root, "packages/mock", `wrong-${name}.ts`),
    text,
  })),
]);

test.each(wrongExamples)("the error in wrong-%s.ts is reported with its line", (name, _, error) => {
  const found = errors.find((each) => each.includes(`wrong-${name}.ts`));
  expect(found).toMatch(error);
  expect(found).toMatch(/\.ts\(\d+,\d+\)/);
});

test("an example in a comment is read without asterisks, and the text around it is left out", () => {
  const example = "/**\n * A.\n * @example\n * ```ts\n * if (a) {\n *   b();\n * }\n * ```\n */\n";
  expect(commentExamples(`${example}f();\n${example}`)).toEqual(
    Array(2).fill("if (a) {\n  b();\n}\n"),
  );
});

test("the examples in comments are short", () => {
  expect(commented.length).toBeGreaterThanOrEqual(19);
  const long = commented.filter(({ text }) => text.trimEnd().split("\n").length > 8);
  expect(long.map(({ name }) => name)).toEqual([]);
});

test("every example of the documents and of comments, and the code of an app, compiles", () => {
  expect(documented.length).toBeGreaterThan(70);
  expect(errors.filter((each) => !each.includes("/wrong-"))).toEqual([]);
});

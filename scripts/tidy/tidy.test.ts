import { describe, expect, test } from "vitest";
import { checkDeclaredOnce } from "./declared-once.ts";
import { checkDecisionHeadings } from "./docs.ts";
import { checkEffects } from "./effects.ts";
import { checkImports } from "./imports.ts";
import { checkNames } from "./names.ts";
import { checkShape } from "./shape.ts";
import { parse } from "./sources.ts";
import { checkSyntax } from "./syntax.ts";

function messages(issues: readonly { readonly message: string }[]): string[] {
  return issues.map(({ message }) => message);
}

describe("names", () => {
  test.each([
    ["a function", "function createWaiter() {}", "createWaiter"],
    ["a type", "interface HttpAnswer {}", "HttpAnswer"],
    ["a member", "interface A { lane: string }", "lane"],
    ["a parameter", "const f = (told: string) => told;", "told"],
    ["a constant", "const LAST_LANE = 1;", "LAST_LANE"],
  ])("refuses a replaced word in %s", (_, text, name) => {
    const message = `the name \`${name}\` has a word that is not used here`;
    expect(messages(checkNames(parse("packages/ledger/src/a.ts", text)))).toEqual([message]);
  });

  test.each([
    ["a longer word", "const explanes = 1;"],
    ["a name from elsewhere", "answer();"],
  ])("allows %s", (_, text) => {
    expect(checkNames(parse("packages/ledger/src/a.ts", text))).toEqual([]);
  });
});

describe("syntax", () => {
  const refusedCases = [
    ["any", "export const a: any = 1;", "`any`"],
    ["enum", "enum A { B }", "`enum`"],
    ["a default export", "export default 1;", "a default export"],
    ["a default function", "export default function f() {}", "a default export"],
    [
      "an arrow with a body",
      "export const f = () => {\n  return 1;\n};\n",
      "an arrow function with a body at module level",
    ],
    ["export *", 'export * from "./a.ts";', "`export *`"],
    ["@ts-ignore", `// @ts-${"ignore"}\nexport const a = 1;`, "@ts-ignore"],
    ["a non-null assertion", "export const a = b!;", "a non-null assertion"],
  ];
  test.each(refusedCases)("refuses %s", (_, text, message) => {
    expect(messages(checkSyntax(parse("packages/ledger/src/a.ts", text)))).toEqual([message]);
  });

  const allowedCases = [
    ["an error class", "packages/client/src/a.ts", "export class A extends Error {}"],
    ["a class with state", "packages/mock/src/store/a.ts", "export class A { #size = 0; }"],
    ["a tool's default export", "scripts/vitest.config.ts", "export default {};"],
    ["a story's default export", "examples/app/src/a.stories.tsx", "export default {};"],
    ["a list of exports", "packages/quantity/src/index.ts", 'export { a } from "./a.ts";'],
    ["@ts-expect-error", "packages/quantity/src/a.ts", "// @ts-expect-error units differ\na;"],
  ];
  test.each(allowedCases)("allows %s", (_, file, text) => {
    expect(checkSyntax(parse(file, text))).toEqual([]);
  });
});

describe("effects", () => {
  const rows: [string, string, string, string[]][] = [
    ["the clock in the ledger", "ledger/src/a.ts", "Date.now();", ["`Date.now` in a pure part"]],
    ["a new date", "validation/src/a.ts", "new Date();", ["`new Date()` in a pure part"]],
    [
      "a random value in the mock's engine",
      "mock/src/engine/a.ts",
      "Math.random();",
      ["`Math.random` in a pure part"],
    ],
    [
      "a timer in the client",
      "client/src/a.ts",
      "setTimeout(f, 1);",
      ["`setTimeout` in a pure part"],
    ],
    ["the clock in the mock's clock", "mock/src/clock/a.ts", "Date.now();", []],
    ["a given instant", "ledger/src/a.ts", "new Date(0);", []],
    ["a fetch that is an argument", "client/src/a.ts", "(fetch) => fetch(url)", []],
    ["a test", "ledger/src/a.test.ts", "Date.now();", []],
  ];
  test.each(rows)("checks %s", (_, file, text, expected) => {
    expect(messages(checkEffects(parse(`packages/${file}`, text)))).toEqual(expected);
  });
});

describe("shape", () => {
  test("refuses a long file, a long function and a long line", () => {
    const body = "  f();\n".repeat(71);
    const text = `function g() {\n${body}}\n${"\n".repeat(300)}${"a + ".repeat(40)}a;\n`;
    expect(messages(checkShape(parse("scripts/a.ts", text)))).toEqual([
      "the file has 374 lines, 300 are allowed",
      "the line has 162 columns, 100 are allowed",
      "the function has 73 lines, 70 are allowed",
    ]);
  });
});

describe("imports", () => {
  const root = new URL("../..", import.meta.url).pathname;
  const check = (file: string, from: string) =>
    messages(checkImports([parse(file, `import { a } from "${from}";`)], root));

  const rows: [string, string, string[]][] = [
    ["packages/ledger/src/a.ts", "@tmf654/quantity", []],
    [
      "packages/ledger/src/a.ts",
      "@tmf654/validation",
      ["@tmf654/ledger may not import `@tmf654/validation`"],
    ],
    ["packages/client/src/a.ts", "@tmf654/mock", ["@tmf654/client may not import `@tmf654/mock`"]],
    ["packages/client/src/a.test.ts", "@tmf654/mock", []],
    ["packages/mock/src/engine/a.ts", "node:fs", ["`node:fs` in a part that runs in a page"]],
    ["packages/mock/src/node/a.ts", "node:http", []],
    [
      "packages/mock/src/engine/a.ts",
      "../http/b.ts",
      ["`engine/` may not import `http/`", "`../http/b.ts` does not exist"],
    ],
  ];
  test.each(rows)("checks %s importing %s", (file, from, expected) => {
    expect(check(file, from)).toEqual(expected);
  });

  test("finds a cycle, types included", () => {
    const a = parse("scripts/tidy/issue.ts", 'import type { B } from "./docs.ts";');
    const b = parse("scripts/tidy/docs.ts", 'import { A } from "./issue.ts";');
    expect(messages(checkImports([a, b], root))).toEqual([
      "an import cycle: scripts/tidy/issue.ts → scripts/tidy/docs.ts → scripts/tidy/issue.ts",
    ]);
  });
});

describe("decisions", () => {
  const orderRemedy = "Use Context, Decision, Alternatives, Consequences, in this order";
  const rows: [string, string, string[]][] = [
    ["the three headings", "## Context\n## Decision\n## Consequences\n", []],
    ["alternatives", "## Context\n## Decision\n## Alternatives\n## Consequences\n", []],
    ["a missing heading", "## Context\n## Decision\n", [orderRemedy]],
    ["another order", "## Decision\n## Context\n## Consequences\n", [orderRemedy]],
    ["bold words in place of headings", "**Context.** a\n**Decision.** b\n", [orderRemedy]],
  ];
  test.each(rows)("checks %s", (_, text, expected) => {
    const issues = checkDecisionHeadings("docs/decisions/a.md", text);
    expect(issues.map(({ remedy }) => remedy)).toEqual(expected);
    expect(checkDecisionHeadings("docs/reference/a.md", text)).toEqual([]);
  });
});

describe("a name in two files", () => {
  const check = (first: string, second: string, file = "packages/mock/src/b.ts") =>
    messages(checkDeclaredOnce([parse("packages/client/src/a.ts", first), parse(file, second)]));
  const messagesFor = (name: string) => [
    `\`${name}\` is declared here and in packages/client/src/a.ts`,
  ];

  const refused: [string, string, string, string][] = [
    ["exported types", "export interface Page {}", "export type Page = 1;", "Page"],
    ["types that are not exported", "interface Page {}", "class Page {}", "Page"],
    ["a type and a function", "interface Page {}", "export function Page() {}", "Page"],
    ["exported functions", "export function f() {}", "export async function f() {}", "f"],
    ["exported constants", "export const a = 1;", "export const b = 1, a = 1;", "a"],
  ];
  test.each(refused)("is refused for %s", (_, first, second, name) => {
    expect(check(first, second)).toEqual(messagesFor(name));
  });

  const allowed: [string, string, string, string?][] = [
    ["functions of which one is not exported", "export function f() {}", "function f() {}"],
    ["an export from another file", "interface Page {}", 'export type { Page } from "./a.ts";'],
    ["a shared name", "export interface Issue {}", "export interface Issue {}"],
    ["a test", "interface Page {}", "interface Page {}", "packages/mock/src/b.test.ts"],
    ["a script", "interface Page {}", "interface Page {}", "scripts/b.ts"],
  ];
  test.each(allowed)("is allowed for %s", (_, first, second, file) => {
    expect(check(first, second, file)).toEqual([]);
  });

  test("is allowed in one file, for the signatures of a function", () => {
    const text = "export function f(a: 1): void;\nexport function f() {}";
    expect(checkDeclaredOnce([parse("packages/mock/src/b.ts", text)])).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { checkEffects } from "./effects.ts";
import { checkImports } from "./imports.ts";
import { checkShape } from "./shape.ts";
import { parse } from "./sources.ts";
import { checkSyntax } from "./syntax.ts";

const problems = (findings: readonly { problem: string }[]) => findings.map((f) => f.problem);

describe("syntax", () => {
  const refused = [
    ["any", "export const a: any = 1;", "`any`"],
    ["enum", "enum A { B }", "`enum`"],
    ["a default export", "export default 1;", "a default export"],
    ["a default function", "export default function f() {}", "a default export"],
    ["export *", 'export * from "./a.ts";', "`export *`"],
    ["@ts-ignore", `// @ts-${"ignore"}\nexport const a = 1;`, "@ts-ignore"],
    ["a non-null assertion", "export const a = b!;", "a non-null assertion"],
    ["a class", "export class A {}", "a class that is no error"],
  ];
  it.each(refused)("refuses %s", (_, text, problem) => {
    expect(problems(checkSyntax(parse("packages/ledger/src/a.ts", text)))).toEqual([problem]);
  });

  const allowed = [
    ["an error class", "packages/client/src/a.ts", "export class A extends Error {}"],
    ["a tool's default export", "scripts/vitest.config.ts", "export default {};"],
    ["a list of exports", "packages/quantity/src/index.ts", 'export { a } from "./a.ts";'],
    ["@ts-expect-error", "packages/quantity/src/a.ts", "// @ts-expect-error units differ\na;"],
  ];
  it.each(allowed)("allows %s", (_, file, text) => {
    expect(checkSyntax(parse(file, text))).toEqual([]);
  });
});

describe("effects", () => {
  const rows: [string, string, string, string[]][] = [
    ["the clock in the ledger", "ledger/src/a.ts", "Date.now();", ["`Date.now` in a pure part"]],
    ["a new date", "validation/src/a.ts", "new Date();", ["`new Date()` in a pure part"]],
    [
      "chance in the mock's engine",
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
  it.each(rows)("judges %s", (_, file, text, expected) => {
    expect(problems(checkEffects(parse(`packages/${file}`, text)))).toEqual(expected);
  });
});

describe("shape", () => {
  it("refuses a long file, a long function and a long line", () => {
    const body = "  f();\n".repeat(71);
    const text = `function g() {\n${body}}\n${"\n".repeat(300)}${"a + ".repeat(40)}a;\n`;
    expect(problems(checkShape(parse("scripts/a.ts", text)))).toEqual([
      "the file has 374 lines, 300 are allowed",
      "the line has 162 columns, 100 are allowed",
      "the function has 73 lines, 70 are allowed",
    ]);
  });
});

describe("imports", () => {
  const root = new URL("../..", import.meta.url).pathname;
  const judge = (file: string, from: string) =>
    problems(checkImports([parse(file, `import { a } from "${from}";`)], root));

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
  it.each(rows)("judges %s importing %s", (file, from, expected) => {
    expect(judge(file, from)).toEqual(expected);
  });

  it("finds a ring, types included", () => {
    const a = parse("scripts/tidy/finding.ts", 'import type { B } from "./docs.ts";');
    const b = parse("scripts/tidy/docs.ts", 'import { A } from "./finding.ts";');
    expect(problems(checkImports([a, b], root))).toEqual([
      "an import ring: scripts/tidy/finding.ts → scripts/tidy/docs.ts → scripts/tidy/finding.ts",
    ]);
  });
});

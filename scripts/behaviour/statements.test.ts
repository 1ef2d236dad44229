import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../packages.ts";
import { repositoryFiles } from "../tidy/sources.ts";
import {
  holdsStatements,
  isTitled,
  quotedHeading,
  readListedTests,
  statementsOf,
  titlesOf,
} from "./statements.ts";

const read = (file: string) => readFileSync(join(root, file), "utf8");
const page = statementsOf(read("docs/reference/behaviour.md"));
const listedTests = readListedTests(root);
const titles = repositoryFiles(root)
  .filter(holdsStatements)
  .flatMap((file) => titlesOf(file, read(file)));

describe.each([...page])("the behaviour page, %s", (heading, names) => {
  const tests = listedTests[heading] ?? {};

  test("has each statement once, and statements.yaml lists them in the same order", () => {
    expect(Object.keys(tests)).toEqual([...names]);
  });

  test("has the listed tests", () => {
    const missingParts = Object.entries(tests).flatMap(([name, parts]) =>
      parts
        .filter((part) => !isTitled(titles, part))
        .map((part) => `${name}: no test has "${part}" in its title`),
    );
    expect(missingParts).toEqual([]);
  });
});

test("statements.yaml lists no other heading", () => {
  expect(Object.keys(listedTests)).toEqual(
    [...page].filter(([, names]) => names[0]).map(([name]) => name),
  );
});

/** Statements that have no test yet. */
const WITHOUT_TEST: readonly string[] = [];

test("only the statements of WITHOUT_TEST have no test", () => {
  const found = Object.entries(listedTests).flatMap(([heading, names]) =>
    Object.entries(names).flatMap(([name, parts]) => (parts[0] ? [] : [`${heading}: ${name}`])),
  );
  expect(found).toEqual(WITHOUT_TEST);
});

/** The name of a request header, with which titles may start in place of a heading. */
const NO_HEADING = "Prefer";

describe("titles of tests", () => {
  const headings = new Set(page.keys());
  const quotedHeadings = new Set(
    titles.map((title) => quotedHeading(title, headings)).filter((each) => each !== NO_HEADING),
  );
  quotedHeadings.delete(undefined);

  test("quote headings that the page has", () => {
    expect([...quotedHeadings].filter((heading) => !headings.has(heading ?? ""))).toEqual([]);
  });

  test("quote each heading of the page", () => {
    expect([...headings].filter((heading) => !quotedHeadings.has(heading))).toEqual([]);
  });
});

describe("statementsOf", () => {
  test("reads names in bold by heading, and lists an item without a name as it is", () => {
    const text = "# Page\n\n- intro\n\n## A\n\n- **one**: 1.\n  **two**: 2.\n- three\n\n### B\n";
    expect([...statementsOf(text)]).toEqual([
      ["A", ["one", "- three"]],
      ["B", []],
    ]);
  });
});

describe("titlesOf", () => {
  test("reads titles, templates and the names of rows", () => {
    const text = `
      const rows = [["a row", "no title"], { $name: "another row", text: "nor this" }];
      describe("a group", () => {
        test.each(rows)("each %s", () => expect("nothing").toBe("else"));
        test(\`\${kind} is done\`, () => {});
      });`;
    const titles = titlesOf("x.test.ts", text);
    expect(titles).toEqual(["a row", "another row", "a group", "each %s", "… is done"]);
  });
});

test.each<{ part: string; expected: boolean }>([
  { part: "is sent once and never again", expected: true },
  { part: "once and never", expected: true },
  { part: "once", expected: false },
  { part: "received", expected: true },
])(
  "a long part may be anywhere in a title, and a short part must be the whole title: $part",
  ({ part, expected }) => {
    expect(isTitled(["it is sent once and never again", "received"], part)).toBe(expected);
  },
);

test.each<{ title: string; expected: string | undefined }>([
  { title: "Top-up: voucher", expected: "Top-up" },
  { title: "Top-up", expected: "Top-up" },
  { title: "Top-up [each %s]", expected: "Top-up" },
  { title: "Tip-up: voucher", expected: "Tip-up" },
  { title: "PATCH: status", expected: "PATCH and DELETE" },
  { title: "PATCH", expected: undefined },
  { title: "Top-up, voucher: once", expected: "Top-up" },
  { title: "a top-up: it is done", expected: undefined },
  { title: "GET by id", expected: undefined },
])("quotedHeading reads $title", ({ title, expected }) => {
  expect(quotedHeading(title, new Set(["Top-up", "PATCH and DELETE"]))).toBe(expected);
});

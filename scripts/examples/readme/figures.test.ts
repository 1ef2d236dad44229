/** The figures of the root README are those of the pages that commands write. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../packages.ts";

const read = (path: string): string => readFileSync(join(root, path), "utf8");
const numbersIn = (path: string, pattern: RegExp): readonly number[] =>
  [...read(path).matchAll(pattern)].map(([, number]) => Number(number));

/** The README's figure that a command measures. */
function figureOf(command: string): number {
  const row = read("README.md").match(new RegExp(`\\| ([^|]*) \\| \`npm run ${command}\` \\|`));
  return Number(/[\d.]+/.exec(row?.[1] ?? "")?.[0]);
}

test("the conformance report has the README's number of passed cases, and none failed", () => {
  const report = read("docs/conformance/README.md");
  expect(report).toContain(`Conformant: ${figureOf("conformance")} passed`);
  expect(report).not.toContain("failed");
});

test("the size of the client in the README is the budget of its main entry", () => {
  const budgets = JSON.parse(read("package.json"))["size-limit"];
  const mainBudget = budgets.find(({ name }: { name: string }) =>
    name.includes("in the main entry"),
  );
  expect(mainBudget.limit).toBe(`${figureOf("size")} kB`);
});

test("no first response took longer than the README says", () => {
  const seconds = numbersIn(
    "docs/reference/first-minutes.md",
    /^\| Node\.js [^|]*\|[^|]*\| ([\d.]+) s/gm,
  );
  expect(seconds.length).toBeGreaterThan(0);
  expect(Math.max(...seconds)).toBeLessThanOrEqual(figureOf("first-minutes"));
});

test("prism mock needs at least the README's multiple of the mock's processor time", () => {
  const page = "docs/reference/benchmarks.md";
  const [mock = 0] = numbersIn(page, /^\| GET \/bucket\/\{id\}: the mock[^|]*\| ([\d.]+) ×/gm);
  const [prism = 0] = numbersIn(page, /^\| GET \/bucket\/\{id\}: prism mock[^|]*\| ([\d.]+) ×/gm);
  expect(prism / mock).toBeGreaterThanOrEqual(figureOf("bench -- mock"));
});

test("the README's number of apps work with the packed packages, and no app fails", () => {
  const rows = read("docs/reference/consumers.md").match(/^\| .* \| (?:yes|no) \| .*$/gm) ?? [];
  expect(rows.filter((row) => row.includes("| yes |"))).toHaveLength(figureOf("consumers"));
  expect(rows).toHaveLength(figureOf("consumers"));
});

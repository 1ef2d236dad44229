/** A case that cannot fail is a defect: each case fails for at least one mutant. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { allMutants } from "./mutants/all.ts";
import { matrixPage } from "./mutants/matrix.ts";
import { globOf } from "./mutants/mutant.ts";
import { allCases } from "./mutants/run-mutants.ts";

const ids = allCases.map(({ id }) => id);

test("each case is named by at least one mutant", () => {
  const patterns = allMutants.flatMap(({ fails }) => fails.map(globOf));
  expect(ids.filter((id) => !patterns.some((one) => one.test(id)))).toEqual([]);
});

test("each pattern of a mutant names a case", () => {
  const idle = allMutants.flatMap(({ name, fails }) =>
    fails
      .filter((pattern) => !ids.some((id) => globOf(pattern).test(id)))
      .map((pattern) => `${name}: ${pattern}`),
  );
  expect(idle).toEqual([]);
});

test("no two mutants have the same name", () => {
  expect(new Set(allMutants.map(({ name }) => name)).size).toBe(allMutants.length);
});

test("the page of the matrix is up to date", () => {
  const page = new URL("../../../docs/conformance/mutants.md", import.meta.url);
  expect(readFileSync(page, "utf8")).toBe(matrixPage());
});

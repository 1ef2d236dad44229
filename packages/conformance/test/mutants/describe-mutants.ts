import { expect, test } from "vitest";
import type { Mutant } from "./mutant.ts";
import { expectedFailures, failuresOf, isWhole } from "./run-mutants.ts";

const title = isWhole ? "exactly the expected cases fail" : "the expected cases fail";

/** One test for each mutant: the cases of its patterns fail, and in a deep run no others. */
export function describeMutants(mutants: readonly Mutant[]): void {
  test.each(mutants.map((mutant) => ({ $name: mutant.name, mutant })))(
    `$$name: ${title}`,
    async ({ mutant }) => {
      const expected = expectedFailures(mutant);
      expect(expected).not.toEqual([]);
      expect(await failuresOf(mutant)).toEqual(expected);
    },
  );
}

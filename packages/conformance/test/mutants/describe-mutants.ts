import { expect, test } from "vitest";
import type { Mutant } from "./mutant.ts";
import { expectedFailures, failuresOf } from "./run-mutants.ts";

/** One test for each mutant: the cases of its patterns fail, and no others. */
export function describeMutants(mutants: readonly Mutant[]): void {
  test.each(mutants.map((mutant) => ({ $name: mutant.name, mutant })))(
    "$$name: exactly the expected cases fail",
    async ({ mutant }) => {
      const expected = expectedFailures(mutant);
      expect(expected).not.toEqual([]);
      expect(await failuresOf(mutant)).toEqual(expected);
    },
  );
}

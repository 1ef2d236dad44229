/** Page of mutants, each with the cases that fail for it. */
import { allMutants } from "./all.ts";
import { allCases, expectedFailures } from "./run-mutants.ts";

/** The page in Markdown: a line for each mutant with its cases. */
export function matrixPage(): string {
  const rows = allMutants.map((mutant) => {
    const cases = expectedFailures(mutant);
    const shown = cases.slice(0, 3).map((id) => `\`${id}\``);
    const more = cases.length > 3 ? [`and ${cases.length - 3} more`] : [];
    return `| ${mutant.name} | ${cases.length} | ${[...shown, ...more].join(", ")} |`;
  });
  return [
    "# Mutants of the reference mock",
    "",
    `A mutant is the mock with one broken behaviour. ${allMutants.length} mutants test the ${allCases.length} cases of the suite.`,
    "The tests run each mutant and check that exactly the named cases fail.",
    "",
    "| broken behaviour | cases that fail | which |",
    "|---|---|---|",
    ...rows,
    "",
    "`npm run conformance` writes this page.",
    "",
  ].join("\n");
}

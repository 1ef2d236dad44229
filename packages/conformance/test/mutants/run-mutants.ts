/** Runs mutants one after another, and tells which cases fail that should not, or the reverse. */
import { type ConformanceCase, type ConformanceReport, planCases } from "../../src/index.ts";
import { runAgainst, startMock } from "../support/mock-server.ts";
import { globOf, type Mutant, meets, mutate } from "./mutant.ts";

/** Every case of the suite. */
export const allCases: readonly ConformanceCase[] = planCases({});

/** The ids that the mutant's patterns name. */
export function expectedFailures({ fails }: Pick<Mutant, "fails">): readonly string[] {
  const patterns = fails.map(globOf);
  return allCases.map(({ id }) => id).filter((id) => patterns.some((one) => one.test(id)));
}

/** The ids of the cases that fail against a mutant. Only cases that can meet it are run. */
export async function failuresOf(mutant: Mutant): Promise<readonly string[]> {
  const concerned = allCases.filter(({ operations }) =>
    operations.some((one) => meets(mutant, one)),
  );
  const server = startMock();
  try {
    const report: ConformanceReport = await runAgainst(mutate(server, mutant), {
      filters: concerned.map(({ id }) => id),
      eventTimeoutMs: 60,
      bucket: "ana-main",
      receiver: "ana-bonus",
    });
    return report.cases.filter(({ verdict }) => verdict === "failed").map(({ id }) => id);
  } finally {
    await server.close();
  }
}

/** The run of mutants one after another, which compares the failed cases with the expected ones. */
import { type ConformanceCase, type ConformanceReport, planCases } from "../../src/index.ts";
import { runAgainst, startMock } from "../support/mock-server.ts";
import { canShow, globOf, type Mutant, mutate } from "./mutant.ts";
import { setups, wideCertificate } from "./setups.ts";

const usualCases: readonly ConformanceCase[] = planCases({});

const usualIds = new Set(usualCases.map(({ id }) => id));

/** The cases that only a certificate with more operations has. */
const wideCases: readonly ConformanceCase[] = planCases({ certificate: wideCertificate }).filter(
  ({ id }) => !usualIds.has(id),
);

/** Every case of the suite. */
export const allCases: readonly ConformanceCase[] = [...usualCases, ...wideCases];

/** The cases that a mutant is run against. */
const casesOf = ({ setup }: Pick<Mutant, "setup">): readonly ConformanceCase[] =>
  setup === "wide" ? wideCases : usualCases;

/** The ids that match the mutant's patterns. */
export function expectedFailures(mutant: Pick<Mutant, "fails" | "setup">): readonly string[] {
  const patterns = mutant.fails.map(globOf);
  return casesOf(mutant)
    .map(({ id }) => id)
    .filter((id) => patterns.some((one) => one.test(id)));
}

/** The ids of the cases that are run against a mutant: those that its change can affect. */
export function idsToRun(mutant: Mutant): readonly string[] {
  return casesOf(mutant)
    .filter(({ operations }) => operations.some((one) => canShow(mutant, one)))
    .map(({ id }) => id);
}

/** The ids of the cases that fail against a mutant. */
export async function failuresOf(mutant: Mutant): Promise<readonly string[]> {
  const { mock, run } = mutant.setup ? setups[mutant.setup] : { mock: {}, run: {} };
  const server = startMock(mock);
  try {
    const report: ConformanceReport = await runAgainst(mutate(server, mutant), {
      ...run,
      filters: idsToRun(mutant),
      eventTimeoutMs: 60,
      bucket: "ana-main",
      receiver: "ana-bonus",
    });
    return report.cases.filter(({ verdict }) => verdict === "failed").map(({ id }) => id);
  } finally {
    await server.close();
  }
}

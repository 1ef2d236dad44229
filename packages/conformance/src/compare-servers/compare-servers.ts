import { compactCase } from "../run/compact.ts";
import type { ConformanceOptions } from "../run/options.ts";
import { executeRun } from "../run/run.ts";
import { compareRuns, type ServerComparison } from "./differences.ts";

/**
 * Runs the same cases against two servers, one after the other, and compares the results.
 * @throws ConformanceOptionsError for an invalid base URL.
 */
export async function compareServers(
  left: ConformanceOptions,
  right: ConformanceOptions,
): Promise<ServerComparison> {
  const firstReport = await executeRun(left);
  const secondReport = await executeRun(right);
  const { differences } = compareRuns(firstReport, secondReport);
  const compactReport = (run: typeof firstReport): typeof firstReport => ({
    ...run,
    preparation: [],
    cases: run.cases.map(compactCase),
  });
  return { left: compactReport(firstReport), right: compactReport(secondReport), differences };
}

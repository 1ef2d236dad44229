import { scenarioOf } from "../assembly/modules.ts";
import { compose, type Scenario } from "../scenarios/scenario.ts";
import { type ImportModule, loadFile } from "./load-file.ts";

/** Reads scenario files and combines them. A scenario that is not in a file comes first. */
export async function readScenarioFiles(
  files: readonly string[],
  importModule: ImportModule,
  firstScenario?: string | Scenario,
): Promise<Scenario> {
  const read = await Promise.all(files.map((file) => readScenarioFile(file, importModule)));
  const allScenarios = firstScenario === undefined ? read : [scenarioOf(firstScenario), ...read];
  return compose(allScenarios.map(({ name }) => name).join(","), ...allScenarios);
}

/** An error names the file. */
async function readScenarioFile(file: string, importModule: ImportModule): Promise<Scenario> {
  try {
    return scenarioOf((await loadFile(file, "scenario", importModule)) as Scenario);
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

import type { Mock } from "../assembly/mock.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { compareScenarios, type ScenarioDifference } from "./compare-scenarios.ts";

/** The scenario of the files. A mock reads `current` at its start and at each reset. */
export interface FileScenario {
  current: Scenario;
}

type ChangedMock = Pick<Mock, "seed" | "reset">;

/**
 * Adds new parts and keeps the state, or resets the mock. Returns a line for the log for each mock.
 * @throws the error of the first mock if the scenario fits none of them.
 */
export function applyChange(
  mocks: readonly ChangedMock[],
  scenario: FileScenario,
  newScenario: Scenario,
): readonly string[] {
  const oldScenario = scenario.current;
  const difference = compareScenarios(oldScenario, newScenario);
  scenario.current = newScenario;
  const errors: unknown[] = [];
  const lines = mocks.map((mock) => {
    try {
      return applyDifference(mock, difference);
    } catch (error) {
      errors.push(error);
      const detail = error instanceof Error ? error.message : String(error);
      return `The mock stays as it is: ${detail}.`;
    }
  });
  if (errors.length > 0 && errors.length === mocks.length) {
    scenario.current = oldScenario;
    throw errors[0];
  }
  return lines;
}

function applyDifference(
  mock: ChangedMock,
  { added, addedNames, changedNames }: ScenarioDifference,
): string {
  if (changedNames.length === 0 && !added) return "The scenario has no change.";
  if (changedNames.length === 0 && added) {
    try {
      mock.seed(added);
      return `The scenario has new parts, and the state is kept: ${listOf(addedNames)}.`;
    } catch {
      // The new part does not fit into the state. For example, a later request has used its number.
    }
  }
  mock.reset();
  const names = changedNames.length > 0 ? changedNames : addedNames;
  return `The mock was reset, because the scenario has changed: ${listOf(names)}.`;
}

/** Joins the names. All actions have one name, which is listed once. */
function listOf(names: readonly string[]): string {
  return [...new Set(names)].join(", ");
}

import type { Mock } from "../assembly/mock.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { compareScenarios } from "./compare-scenarios.ts";

/** The scenario of the files. A mock reads `current` at its start and at each reset. */
export interface FileScenario {
  current: Scenario;
}

/** Adds new parts and keeps the state, or resets the mock. Returns the line for the log. */
export function applyChange(
  mock: Pick<Mock, "seed" | "reset">,
  scenario: FileScenario,
  next: Scenario,
): string {
  const before = scenario.current;
  const { added, addedNames, changedNames } = compareScenarios(before, next);
  scenario.current = next;
  if (changedNames.length === 0 && !added) return "The scenario has no change.";
  if (changedNames.length === 0 && added) {
    try {
      mock.seed(added);
      return `The scenario has new parts, and the state is kept: ${listOf(addedNames)}.`;
    } catch {
      // The new part does not fit into the state. For example, a later request has used its number.
    }
  }
  try {
    mock.reset();
  } catch (error) {
    scenario.current = before;
    throw error;
  }
  const names = changedNames.length > 0 ? changedNames : addedNames;
  return `The mock was reset, because the scenario has changed: ${listOf(names)}.`;
}

/** Joins the names. All actions have one name, which is listed once. */
function listOf(names: readonly string[]): string {
  return [...new Set(names)].join(", ");
}

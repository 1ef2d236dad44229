import type { ViteDevServer } from "vite";
import type { Mock } from "../assembly/mock.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { compareScenarios } from "./compare-scenarios.ts";
import type { FileMock, FileScenario } from "./create.ts";
import { slashed, watchedFiles } from "./scenario-files.ts";

/** Reads the files again when one of them changes, and logs the result in one line. */
export function reloadOnChange(server: ViteDevServer, { mock, files, scenario }: FileMock): void {
  if (!scenario) return;
  let watched = watchedFiles(server, files);
  server.watcher.add([...watched]);
  let running = Promise.resolve();
  const reload = async (file: string): Promise<void> => {
    server.environments.ssr.moduleGraph.onFileChange(slashed(file));
    try {
      server.config.logger.info(`[tmf654] ${applyChange(mock, scenario, await scenario.read())}`);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      server.config.logger.error(`[tmf654] ${detail} The mock stays as it is.`);
    }
    watched = watchedFiles(server, files);
    server.watcher.add([...watched]);
  };
  const onChange = (file: string): void => {
    if (watched.has(slashed(file))) running = running.then(() => reload(file));
  };
  server.watcher.on("change", onChange);
  // Some editors replace a file.
  server.watcher.on("add", onChange);
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
      return `The scenario has new parts, and the state is kept: ${addedNames.join(", ")}.`;
    } catch {
      // It does not fit into the state: a later request took its number, for instance.
    }
  }
  try {
    mock.reset();
  } catch (error) {
    scenario.current = before;
    throw error;
  }
  const names = changedNames.length > 0 ? changedNames : addedNames;
  return `The mock was reset, because the scenario has changed: ${names.join(", ")}.`;
}

import type { ResolvedConfig } from "vite";
import { createMock } from "../assembly/create-mock.ts";
import type { Mock } from "../assembly/mock.ts";
import type { MockOptions } from "../assembly/options.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { absoluteFiles, type ImportModule, readScenarioFiles } from "./scenario-files.ts";

/** The scenario of the files; the mock reads `current` at its start and at each reset. */
export interface FileScenario {
  current: Scenario;
  readonly read: () => Promise<Scenario>;
}

/** A mock with the files of its scenario. */
export interface FileMock {
  readonly mock: Mock;
  /** Absolute paths. */
  readonly files: readonly string[];
  /** Undefined without files. */
  readonly scenario: FileScenario | undefined;
}

/**
 * Creates the mock of a Vite server. Callbacks are sent with `fetch`, and errors are logged,
 * unless the options say otherwise.
 */
export async function createFromOptions(
  { root, logger }: Pick<ResolvedConfig, "root" | "logger">,
  options: MockOptions & { readonly scenarioFile?: string | readonly string[] },
  importModule: ImportModule,
): Promise<FileMock> {
  const { scenarioFile, ...given } = options;
  const files = absoluteFiles(root, scenarioFile);
  const all: MockOptions = {
    fetch: (url, init) => fetch(url, init),
    onError: (error) => logger.error(`[tmf654] ${error instanceof Error ? error.stack : error}`),
    onLimit: (name, most) => logger.warn(`[tmf654] The limit ${name} of ${most} was reached.`),
    ...given,
  };
  if (files.length === 0) return { mock: createMock(all), files, scenario: undefined };
  const first = typeof given.scenario === "function" ? given.scenario() : given.scenario;
  const read = () => readScenarioFiles(files, importModule, first);
  const scenario: FileScenario = { current: await read(), read };
  return { mock: createMock({ ...all, scenario: () => scenario.current }), files, scenario };
}

import type { ResolvedConfig } from "vite";
import { createMock } from "../assembly/create-mock.ts";
import type { Mock } from "../assembly/mock.ts";
import type { MockOptions } from "../assembly/options.ts";
import type { FileScenario } from "../files/apply-change.ts";
import type { ImportModule } from "../files/load-file.ts";
import { readScenarioFiles } from "../files/scenario-files.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { absoluteFiles } from "./watched-files.ts";

/** The scenario of the files, with a function that reads them again. */
type ReadableScenario = FileScenario & { readonly read: () => Promise<Scenario> };

/** A mock with the files of its scenario. */
export interface FileMock {
  readonly mock: Mock;
  /** The absolute paths of the files. */
  readonly files: readonly string[];
  /** The scenario of the files; undefined without files. */
  readonly scenario: ReadableScenario | undefined;
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
  const { scenarioFile, ...mockOptions } = options;
  const files = absoluteFiles(root, scenarioFile);
  const allOptions: MockOptions = {
    trace: true,
    fetch: (url, init) => fetch(url, init),
    onError: (error) => logger.error(`[tmf654] ${error instanceof Error ? error.stack : error}`),
    onLimit: (name, max) =>
      logger.warn(`[tmf654] The limit ${name} of ${max} was reached: reset the mock, or raise it.`),
    ...mockOptions,
  };
  if (files.length === 0) return { mock: createMock(allOptions), files, scenario: undefined };
  const firstScenario =
    typeof mockOptions.scenario === "function" ? mockOptions.scenario() : mockOptions.scenario;
  const readScenario = () => readScenarioFiles(files, importModule, firstScenario);
  const scenario: ReadableScenario = { current: await readScenario(), read: readScenario };
  return { mock: createMock({ ...allOptions, scenario: () => scenario.current }), files, scenario };
}

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { ViteDevServer } from "vite";
import { scenarioOf } from "../assembly/parts.ts";
import { compose, type Scenario } from "../scenarios/scenario.ts";

/** Imports a module and returns its exports. */
export type ImportModule = (file: string) => Promise<Readonly<Record<string, unknown>>>;

/** Reads scenario files and combines them, after a scenario that is not in a file. */
export async function readScenarioFiles(
  files: readonly string[],
  importModule: ImportModule,
  first?: string | Scenario,
): Promise<Scenario> {
  const read = await Promise.all(files.map((file) => readScenarioFile(file, importModule)));
  const all = first === undefined ? read : [scenarioOf(first), ...read];
  return compose(all.map(({ name }) => name).join(","), ...all);
}

/** An error names the file. */
async function readScenarioFile(file: string, importModule: ImportModule): Promise<Scenario> {
  try {
    return scenarioOf((await contentOf(file, importModule)) as Scenario);
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function contentOf(file: string, importModule: ImportModule): Promise<unknown> {
  if (/\.json$/i.test(file)) return JSON.parse(await readFile(file, "utf8"));
  const exported = await importModule(file);
  const scenario = exported.default ?? exported.scenario;
  if (scenario === undefined) {
    throw new Error("the module exports no scenario: export it as default or as `scenario`.");
  }
  return scenario;
}

/** Absolute paths of the files of the option `scenarioFile`. */
export function absoluteFiles(root: string, files: string | readonly string[] = []): string[] {
  return [files].flat().map((file) => resolve(root, file));
}

/** Imports with Node.js itself, for a server without Vite's module graph. */
export const importByNode: ImportModule = (file) => import(pathToFileURL(file).href);

/** The files and all modules that they import; a change of one changes the scenario. */
export function watchedFiles(server: ViteDevServer, files: readonly string[]): Set<string> {
  const graph = server.environments.ssr.moduleGraph;
  const found = new Set<string>();
  const add = (file: string | null): void => {
    if (file === null || found.has(slashed(file))) return;
    found.add(slashed(file));
    for (const module of graph.getModulesByFile(slashed(file)) ?? []) {
      for (const imported of module.importedModules) add(imported.file);
    }
  };
  files.forEach(add);
  return found;
}

/** The path as Vite writes it. */
export function slashed(file: string): string {
  return file.replaceAll("\\", "/");
}

import { resolve } from "node:path";
import type { ViteDevServer } from "vite";

/** Absolute paths of the files of the option `scenarioFile`. */
export function absoluteFiles(root: string, files: string | readonly string[] = []): string[] {
  return [files].flat().map((file) => resolve(root, file));
}

/** The files and all modules that they import; a change of one changes the scenario. */
export function watchedFiles(server: ViteDevServer, files: readonly string[]): Set<string> {
  const graph = server.environments.ssr.moduleGraph;
  const foundFiles = new Set<string>();
  const add = (file: string | null): void => {
    if (file === null || foundFiles.has(toSlashes(file))) return;
    foundFiles.add(toSlashes(file));
    for (const module of graph.getModulesByFile(toSlashes(file)) ?? []) {
      for (const imported of module.importedModules) add(imported.file);
    }
  };
  files.forEach(add);
  return foundFiles;
}

/** The path as Vite writes it. */
export function toSlashes(file: string): string {
  return file.replaceAll("\\", "/");
}

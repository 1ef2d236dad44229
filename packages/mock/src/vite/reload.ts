import type { ViteDevServer } from "vite";
import { applyChange } from "../files/apply-change.ts";
import type { FileMock } from "./create.ts";
import { toSlashes, watchedFiles } from "./watched-files.ts";

/** Reads the files again when one of them changes, and logs the result in one line. */
export function reloadOnChange(server: ViteDevServer, { mock, files, scenario }: FileMock): void {
  if (!scenario) return;
  let watchedSet = watchedFiles(server, files);
  server.watcher.add([...watchedSet]);
  let reloads = Promise.resolve();
  const reload = async (file: string): Promise<void> => {
    server.environments.ssr.moduleGraph.onFileChange(toSlashes(file));
    try {
      const lines = applyChange([mock], scenario, await scenario.read());
      server.config.logger.info(`[tmf654] ${lines.join(" ")}`);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      server.config.logger.error(`[tmf654] ${detail} The mock stays as it is.`);
    }
    watchedSet = watchedFiles(server, files);
    server.watcher.add([...watchedSet]);
  };
  const onChange = (file: string): void => {
    if (watchedSet.has(toSlashes(file))) reloads = reloads.then(() => reload(file));
  };
  server.watcher.on("change", onChange);
  // Some editors replace a file.
  server.watcher.on("add", onChange);
}

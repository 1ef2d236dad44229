/** The search for stale generated files, and the functions that write and remove them. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Returns the relative paths of files that differ, are missing or are no longer generated. */
export function findStaleFiles(root: string, files: Readonly<Record<string, string>>): string[] {
  const differingPaths = Object.entries(files)
    .filter(([path, text]) => read(join(root, path)) !== text)
    .map(([path]) => path);
  return [...differingPaths, ...findLeftovers(root, files)];
}

export function writeFiles(
  root: string,
  files: Readonly<Record<string, string>>,
  paths: readonly string[],
): void {
  for (const path of paths) {
    const text = files[path];
    if (text === undefined) {
      rmSync(join(root, path));
    } else {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  }
}

const read = (path: string): string | undefined =>
  existsSync(path) ? readFileSync(path, "utf8") : undefined;

/** Files in `generated` folders that no emitter writes. */
function findLeftovers(root: string, files: Readonly<Record<string, string>>): string[] {
  const folders = new Set(Object.keys(files).map((path) => dirname(path)));
  return [...folders]
    .filter((folder) => folder.split("/").includes("generated") && existsSync(join(root, folder)))
    .flatMap((folder) => filesIn(root, folder))
    .filter((path) => files[path] === undefined);
}

const filesIn = (root: string, folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => `${folder}/${name}`);

/**
 * The form of a built package that is packed and published, written to its `dist/package`. It has
 * the licence and no sources. Its links and addresses work outside the repository.
 */
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { type Package, root } from "../packages.ts";
import {
  copiedFiles,
  createPublishedManifest,
  createStubs,
  type Project,
  type WorkspaceManifest,
  webAddress,
} from "./manifest.ts";
import { createPublishedReadme } from "./readme.ts";

const LEGAL = ["LICENSE", "NOTICE"];

const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, "utf8")) as T;

export function stage({ name, folder, staged }: Package): void {
  const project = readJson<Project>(join(root, "package.json"));
  const manifest = readJson<WorkspaceManifest>(join(folder, "package.json"));
  rmSync(staged, { recursive: true, force: true });
  const builtFiles = readdirSync(join(folder, "dist")).filter((file) => file !== "package");
  for (const file of builtFiles) {
    cpSync(join(folder, "dist", file), join(staged, "dist", file), { recursive: true });
  }
  for (const file of LEGAL) cpSync(join(root, file), join(staged, file));
  cpSync(join(folder, "CHANGELOG.md"), join(staged, "CHANGELOG.md"));
  for (const { from, to } of copiedFiles(manifest)) copy(join(folder, from), join(staged, to));
  for (const [path, stub] of Object.entries(createStubs(manifest))) {
    writeJson(join(staged, path, "package.json"), stub);
  }
  writeJson(join(staged, "package.json"), createPublishedManifest(manifest, project, name));
  const readme = readFileSync(join(folder, "README.md"), "utf8");
  const page = (path: string) => {
    const kind = statSync(join(root, path)).isDirectory() ? "tree" : "blob";
    return `${webAddress(project)}/${kind}/main/${path}`;
  };
  writeFileSync(join(staged, "README.md"), createPublishedReadme(readme, name, page));
}

/** Copies a file; JSON loses its indentation, which is a quarter of the contract's document. */
function copy(from: string, to: string): void {
  if (from.endsWith(".json")) writeFileSync(to, JSON.stringify(readJson(from)));
  else cpSync(from, to);
}

function writeJson(file: string, value: object): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value, undefined, 2)}\n`);
}

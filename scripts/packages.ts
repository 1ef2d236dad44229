/** The packages of the workspace, each after those it imports. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** The members of a `package.json` that scripts read. */
export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly license?: string;
  name: string;
  version: string;
  bin?: Record<string, string>;
  exports: Record<string, string | Record<string, unknown>>;
}

/** A package of the workspace. */
export interface Package {
  readonly name: string;
  readonly folder: string;
  /** The folder that is packed and published; `npm run build` writes it. */
  readonly staged: string;
  readonly manifest: Manifest;
  /** Source file by the name of the built file: `index`, `node`, … */
  readonly entries: Readonly<Record<string, string>>;
  readonly isEsmOnly: boolean;
}

const ORDER = [
  "contract",
  "quantity",
  "validation",
  "ledger",
  "client",
  "mock",
  "conformance",
] as const;

export const root = join(import.meta.dirname, "..");

export const packages: readonly Package[] = ORDER.map((short) => {
  const folder = join(root, "packages", short);
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  const targets = Object.values(manifest.exports).filter((target) => typeof target === "object");
  return {
    name: short,
    folder,
    staged: join(folder, "dist", "package"),
    manifest,
    entries: Object.fromEntries(targets.flatMap(entryOf)),
    isEsmOnly: targets.every((target) => target.require === undefined),
  };
});

/** The source of an entry by the name of its file in `dist`. */
function entryOf(
  target: Readonly<Record<string, unknown>>,
): readonly (readonly [string, string])[] {
  const source = target["@tmf654/source"];
  const [, name] = /"\.\/dist\/([\w-]+)\.js"/.exec(JSON.stringify(importTargetOf(target))) ?? [];
  return typeof source === "string" && name !== undefined ? [[name, source]] : [];
}

/** The target of `import`, without the conditions of development builds. */
function importTargetOf({ import: imported, default: usual }: Readonly<Record<string, unknown>>) {
  return imported ?? usual;
}

/** Whether `dist` has every entry and command, and no source is newer. */
export function isBuilt({ folder, entries, manifest }: Package): boolean {
  const commands = Object.values(manifest.bin ?? {}).map((target) => join(folder, target));
  const modules = Object.keys(entries).map((entry) => join(folder, "dist", entry));
  const outputs = [...modules.map((module) => `${module}.js`), ...commands];
  // Types are written last: without them the build did not finish.
  if (![...outputs, ...modules.map((module) => `${module}.d.ts`)].every(existsSync)) return false;
  const sources = readdirSync(join(folder, "src"), { recursive: true, encoding: "utf8" });
  const newest = Math.max(...sources.map((file) => changedAt(join(folder, "src", file))));
  return newest <= Math.min(...outputs.map(changedAt));
}

function changedAt(file: string): number {
  return statSync(file).mtimeMs;
}

/** The packages of the workspace, each after those it imports. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** The members of a `package.json` that scripts read. */
export interface Manifest {
  name: string;
  bin?: Record<string, string>;
  exports: Record<string, string | Record<string, unknown>>;
}

/** A package of the workspace. */
export interface Package {
  readonly name: string;
  readonly folder: string;
  readonly manifest: Manifest;
  /** Source file by entry name: `index`, `node`, … */
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
  const conditions = Object.values(manifest.exports).filter((target) => typeof target === "object");
  const sources = conditions.map((target) => target["@tmf654/source"]);
  return {
    name: short,
    folder,
    manifest,
    entries: entriesOf(sources.filter((source) => typeof source === "string")),
    isEsmOnly: conditions.every((target) => target.require === undefined),
  };
});

/** Names entries: `./src/index.ts` is `index`, `./src/node/index.ts` and `./src/node.ts` are `node`. */
function entriesOf(sources: readonly string[]): Record<string, string> {
  const named = sources
    .filter((source) => source.endsWith(".ts"))
    .map((source) => {
      const path = source.replace("./src/", "").replace(/\.ts$/, "");
      return [path.replace(/\/index$/, ""), source];
    });
  return Object.fromEntries(named);
}

/** Whether `dist` has every entry and command, and no source is newer. */
export function isBuilt({ folder, entries, manifest }: Package): boolean {
  const commands = Object.values(manifest.bin ?? {}).map((target) => join(folder, target));
  const modules = Object.keys(entries).map((entry) => join(folder, "dist", entry));
  const outputs = [...modules.map((module) => `${module}.js`), ...commands];
  // Types are written last: without them the build did not finish.
  if (![...outputs, ...modules.map((module) => `${module}.d.ts`)].every(existsSync)) return false;
  const sources = readdirSync(join(folder, "src"), { recursive: true, encoding: "utf8" });
  const newest = Math.max(...sources.map((file) => changed(join(folder, "src", file))));
  return newest <= Math.min(...outputs.map(changed));
}

function changed(file: string): number {
  return statSync(file).mtimeMs;
}

/** The workspace's packages, in the order in which one builds on the other, and their entries. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

export type Manifest = {
  name: string;
  bin?: Record<string, string>;
  exports: Record<string, string | Record<string, unknown>>;
};

export type Package = {
  readonly name: string;
  readonly folder: string;
  readonly manifest: Manifest;
  /** Source file by entry name: `index`, `node`, … */
  readonly entries: Readonly<Record<string, string>>;
  readonly isEsmOnly: boolean;
};

const ORDER = ["contract", "quantity", "validation", "ledger", "client", "mock"] as const;

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

/** `./src/index.ts` is `index`, `./src/node/index.ts` is `node`, `./src/events.ts` is `events`. */
function entriesOf(sources: readonly string[]): Record<string, string> {
  const named = sources
    .filter((source) => source.endsWith(".ts"))
    .map((source) => {
      const path = source.replace("./src/", "").replace(/\.ts$/, "");
      return [path.replace(/\/index$/, ""), source];
    });
  return Object.fromEntries(named);
}

/** Whether `dist` holds every entry and command, and nothing in `src` changed since. */
export function isBuilt({ folder, entries, manifest }: Package): boolean {
  const commands = Object.values(manifest.bin ?? {}).map((target) => join(folder, target));
  const modules = Object.keys(entries).map((entry) => join(folder, "dist", entry));
  const outputs = [...modules.map((module) => `${module}.js`), ...commands];
  // Types are written last: without them the build was stopped half-way.
  if (![...outputs, ...modules.map((module) => `${module}.d.ts`)].every(existsSync)) return false;
  const sources = readdirSync(join(folder, "src"), { recursive: true, encoding: "utf8" });
  const newest = Math.max(...sources.map((file) => changed(join(folder, "src", file))));
  return newest <= Math.min(...outputs.map(changed));
}

const changed = (file: string): number => statSync(file).mtimeMs;

/**
 * A user's folder with one of the packages, installed as pnpm does without hoisting. A package
 * finds its own dependencies, and the app finds only the packages that it declares.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Package, packages, root } from "../packages.ts";

interface Dependencies {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** Installs the package and its peers in `folder`. Returns the names that the app can import. */
export function installStrictly({ name }: Package, folder: string): readonly string[] {
  const store = join(folder, ".store");
  const fullName = `@tmf654/${name}`;
  link(placePackage(store, fullName), join(folder, "node_modules", fullName));
  const { peerDependencies = {} } = manifestOf(placePackage(store, fullName));
  const peers = Object.keys(peerDependencies);
  for (const peer of peers) link(placePackage(store, peer), join(folder, "node_modules", peer));
  return [fullName, ...peers];
}

/** The place of a package in the store, where its dependencies are its neighbours. */
function placePackage(store: string, name: string): string {
  const neighbours = join(store, name.replace("/", "+"), "node_modules");
  const packageFolder = join(neighbours, name);
  if (existsSync(packageFolder)) return packageFolder;
  const workspace = packages.find((each) => `@tmf654/${each.name}` === name);
  const from = workspace?.staged ?? join(root, "node_modules", name);
  mkdirSync(dirname(packageFolder), { recursive: true });
  if (workspace === undefined) {
    symlinkSync(from, packageFolder);
    return packageFolder;
  }
  cpSync(from, packageFolder, { recursive: true });
  const { dependencies = {}, peerDependencies = {} } = manifestOf(packageFolder);
  for (const neededName of [...Object.keys(dependencies), ...Object.keys(peerDependencies)]) {
    link(placePackage(store, neededName), join(neighbours, neededName));
  }
  return packageFolder;
}

function link(from: string, to: string): void {
  if (existsSync(to)) return;
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(from, to);
}

const manifestOf = (folder: string): Dependencies =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Dependencies;

/** The Node versions and package managers with which the READMEs are followed. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { machinePath } from "../environment.ts";
import { root } from "../packages.ts";

const managersFolder = join(import.meta.dirname, "managers");

/** The folder of the commands of pnpm and yarn. */
export const managerCommands = join(managersFolder, "node_modules", ".bin");

/** Installs pnpm and yarn once, from their lock file. */
export function installManagers(): void {
  if (existsSync(managerCommands)) return;
  execFileSync("npm", ["ci", "--ignore-scripts", "--silent"], { cwd: managersFolder });
}

/** Returns the folder of a Node of a major version, or undefined on a machine without one. */
export function nodeFolder(major: number): string | undefined {
  const candidates = [
    ...machinePath,
    join(root, "node_modules", "node", "bin"),
    join(root, "scripts", "runtimes", "hosts", "node_modules", `node${major}`, "bin"),
  ];
  return candidates.find((folder) => majorOf(join(folder, "node")) === major);
}

function majorOf(node: string): number | undefined {
  if (!existsSync(node)) return undefined;
  return Number(/^v(\d+)/.exec(execFileSync(node, ["--version"], { encoding: "utf8" }))?.[1]);
}

/** A package manager, and its words for the commands of npm in a README. */
export interface ManagerWords {
  readonly name: "npm" | "pnpm" | "yarn";
  /** The files of an empty project. npm and pnpm need none. */
  readonly files: Readonly<Record<string, string>>;
  /** The same command in the manager's words. */
  readonly translate: (command: string) => string;
  /** The command that runs a program. */
  readonly node: string;
}

const createTranslator =
  (add: string, download: string, execute: string) =>
  (command: string): string =>
    command
      .replace(/^npm install /, `${add} `)
      .replace(/--save-dev\b/, "-D")
      .replace(/^npx (?=@)/, `${download} `)
      .replace(/^npx /, `${execute} `);

export const managers: readonly [npm: ManagerWords, ...others: ManagerWords[]] = [
  { name: "npm", files: {}, translate: (command) => command, node: "node" },
  {
    name: "pnpm",
    files: {},
    translate: createTranslator("pnpm add", "pnpm dlx", "pnpm exec"),
    node: "node",
  },
  {
    name: "yarn",
    files: { "package.json": '{ "private": true }\n', "yarn.lock": "" },
    translate: createTranslator("yarn add", "yarn dlx", "yarn"),
    node: "yarn node",
  },
];

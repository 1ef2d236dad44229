/** The runtimes and compilers, from a separate folder and lock file, outside the workspace. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const hostsFolder = join(import.meta.dirname, "hosts");

/** The path of a file in the installed packages of the hosts. */
export const hostsPath = (...path: string[]): string => join(hostsFolder, "node_modules", ...path);

/** A command that runs a program. The program's path follows the arguments. */
export interface Host {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

const DENO = ["run", "--no-lock", "--no-prompt", "--cached-only", "--node-modules-dir=manual"];

/** Deno may only read the app and connect to loopback. */
export const runtimes: readonly Host[] = [
  ...["20", "22", "24"].map((major) => ({
    name: `Node ${versionOf(`node${major}`)}`,
    command: hostsPath(`node${major}`, "bin", "node"),
    args: [],
  })),
  {
    name: `Deno ${versionOf("deno")}`,
    command: hostsPath("deno", "deno"),
    args: [...DENO, "--allow-read=.", "--allow-net=127.0.0.1"],
  },
  {
    name: `Bun ${versionOf("bun")}`,
    command: hostsPath("bun", "bin", "bun.exe"),
    args: ["run", "--no-install"],
  },
];

export const workerd: Host = {
  name: `workerd ${versionOf("workerd")}`,
  command: hostsPath("workerd", "bin", "workerd"),
  args: [],
};

export const compilers: readonly Host[] = [
  "5.4",
  "5.5",
  "5.6",
  "5.7",
  "5.8",
  "5.9",
  "6.0",
  "7.0",
].map((line) => ({
  name: `TypeScript ${versionOf(`typescript${line}`)}`,
  command: process.execPath,
  args: [hostsPath(`typescript${line}`, "lib", "tsc.js")],
}));

/** The major version of a Node. */
export const majorOf = ({ name }: Host): number => Number(/^Node (\d+)/.exec(name)?.[1]);

/** Whether the host's package has a binary for this machine. */
export const isHere = ({ command }: Host): boolean => existsSync(command);

export function installHosts(): void {
  if (existsSync(hostsPath(".package-lock.json"))) return;
  console.log("Installing the runtimes and compilers …");
  execFileSync("npm", ["ci", "--silent"], { cwd: hostsFolder, stdio: "inherit" });
}

/** The pinned version: the end of `npm:node@20.19.0`, or all of `1.4.5`. */
function versionOf(name: string): string {
  const manifest = JSON.parse(readFileSync(join(hostsFolder, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  return manifest.dependencies[name]?.replace(/^.*@/, "") ?? "";
}

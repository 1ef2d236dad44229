/** The size of an installation in an empty folder. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Installs packages in a new folder. Returns the cell of the table. */
export function installationOf(folder: string, specifiers: readonly string[]): string {
  mkdirSync(folder);
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"];
  execFileSync("npm", [...args, ...specifiers], { cwd: folder });
  const listedPaths = execFileSync("npm", ["ls", "--all", "--parseable"], {
    cwd: folder,
    encoding: "utf8",
  });
  const modules = join(folder, "node_modules");
  const bytes = readdirSync(modules, { recursive: true, encoding: "utf8" })
    .map((file) => statSync(join(modules, file), { throwIfNoEntry: false }))
    .reduce((sum, stat) => sum + (stat?.isFile() ? stat.size : 0), 0);
  return `${listedPaths.trim().split("\n").length - 1} packages, ${(bytes / 1e6).toFixed(1)} MB`;
}

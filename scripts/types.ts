/** Type-checks the whole repository, then each package that asks for less than the whole (no DOM, no Node). */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { packages, root } from "./packages.ts";

const compiler = join(root, "node_modules/typescript/bin/tsc");
const own = packages.map(({ folder }) => join(folder, "tsconfig.json")).filter(existsSync);

for (const project of [join(root, "tsconfig.json"), ...own]) {
  try {
    execFileSync(process.execPath, [compiler, "-p", project], { stdio: "inherit", cwd: root });
  } catch {
    console.error(`types: ${project} does not compile.`);
    process.exitCode = 1;
  }
}

/**
 * `npm run types`: type checks of the whole repository, then of packages without DOM or Node types,
 * and of the app that has the types of React.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { packages, root } from "./packages.ts";

const compiler = join(root, "node_modules/typescript/bin/tsc");
const packageConfigs = packages
  .map(({ folder }) => join(folder, "tsconfig.json"))
  .filter(existsSync);

const app = join(root, "scripts", "self-care-types.json");

for (const project of [join(root, "tsconfig.json"), ...packageConfigs, app]) {
  try {
    execFileSync(process.execPath, [compiler, "-p", project], { stdio: "inherit", cwd: root });
  } catch {
    console.error(`types: ${project} does not compile.`);
    process.exitCode = 1;
  }
}

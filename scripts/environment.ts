/** The environment of the machine, for commands that a script starts as a user would. */
import { delimiter } from "node:path";
import { root } from "./packages.ts";

/** The machine's variables, without those that npm and Node set for this script. */
export const machineEnvironment: NodeJS.ProcessEnv = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^npm_|^NODE$|^NODE_OPTIONS$|^INIT_CWD$/.test(name),
  ),
);

/** The folders of PATH, without those of this checkout. */
export const machinePath: readonly string[] = (process.env.PATH ?? "")
  .split(delimiter)
  .filter((folder) => !folder.startsWith(root));

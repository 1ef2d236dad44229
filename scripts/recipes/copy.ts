/** A copy of the repository in a temporary folder, to try a change and the checks on it. */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packages, root } from "../packages.ts";
import { repositoryFiles } from "../tidy/sources.ts";
import type { Check } from "./recipe.ts";

export interface Copy {
  /** Returns the text of a file, or undefined where there is none. */
  read(file: string): string | undefined;
  /** Writes a file; undefined removes it. */
  write(file: string, text: string | undefined): void;
  /** Runs a check. Returns its output when it fails, else undefined. */
  run(check: Check): string | undefined;
  /** Writes the generated files. */
  generate(): void;
  remove(): void;
}

export function createCopy(): Copy {
  const folder = mkdtempSync(join(tmpdir(), "tmf654-recipe-"));
  for (const file of repositoryFiles(root).filter((each) => existsSync(join(root, each)))) {
    cpSync(join(root, file), join(folder, file));
  }
  linkModules(folder);
  const path = (file: string): string => join(folder, file);
  return {
    read: (file) => (existsSync(path(file)) ? readFileSync(path(file), "utf8") : undefined),
    write: (file, text) => {
      if (text === undefined) rmSync(path(file), { force: true });
      else writeFileSync(path(file), text);
    },
    run: (check) => run(folder, commandOf(check)),
    generate: () => {
      const output = run(folder, GENERATE_ARGUMENTS);
      if (output !== undefined) throw new Error(output);
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Links the installed packages; links of workspace packages lead to the copy. */
function linkModules(folder: string): void {
  const from = join(root, "node_modules");
  const to = join(folder, "node_modules");
  mkdirSync(join(to, "@tmf654"), { recursive: true });
  for (const name of readdirSync(from).filter((each) => each !== "@tmf654" && each !== ".cache")) {
    symlinkSync(join(from, name), join(to, name));
  }
  for (const { name } of packages) {
    symlinkSync(join(folder, "packages", name), join(to, "@tmf654", name));
    const packageModules = join("packages", name, "node_modules");
    if (existsSync(join(root, packageModules)))
      symlinkSync(join(root, packageModules), join(folder, packageModules));
  }
}

const GENERATE_ARGUMENTS = ["--conditions=@tmf654/source", "scripts/generate/main.ts"];
const TYPES_ARGUMENTS = [
  "node_modules/typescript/bin/tsc",
  "--incremental",
  "--tsBuildInfoFile",
  "types.json",
];
const TEST_ARGUMENTS = [
  "node_modules/vitest/vitest.mjs",
  "run",
  "--config",
  "scripts/vitest.config.ts",
];

function commandOf(check: Check): readonly string[] {
  if (check === "types") return TYPES_ARGUMENTS;
  if (check === "generate") return [...GENERATE_ARGUMENTS, "--check"];
  return [...TEST_ARGUMENTS, "--project", "node", "--typecheck.enabled=false", check];
}

function run(folder: string, args: readonly string[]): string | undefined {
  // Variables of this test run, which would change the projects of the test run in the copy.
  const excludedVariables = /^(?:npm_lifecycle_event|TMF654_|VITEST|NODE_ENV|TEST$)/;
  const entries = Object.entries(process.env).filter(([name]) => !excludedVariables.test(name));
  const env = Object.fromEntries(entries);
  const options = { cwd: folder, encoding: "utf8", env } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args], options);
  return status === 0 ? undefined : `${dirname(folder)}: ${stdout}${stderr}`;
}

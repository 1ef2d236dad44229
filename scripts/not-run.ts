/** A Vitest reporter that lists the tests that could not run on this machine. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { peersAreInstalled } from "./bench/peers.ts";
import { publishedPath } from "./spec/published.ts";

export const chromiumPath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

/** The variable with the URL of a PostgreSQL server on which tests may create databases. */
export const postgresUrlVariable = "TMF654_POSTGRES_URL";

const postgresFolder = "/usr/lib/postgresql";

/** Returns the folder of the programs of PostgreSQL, if they are installed. */
export function postgresPrograms(): string | undefined {
  const versions = existsSync(postgresFolder) ? readdirSync(postgresFolder) : [];
  const programFolders = versions.map((version) => join(postgresFolder, version, "bin"));
  const path = (process.env.PATH ?? "").split(":");
  return [...programFolders.reverse(), ...path].find((folder) =>
    existsSync(join(folder, "initdb")),
  );
}

/** Whether tests have a PostgreSQL server on which they can create databases. */
export const hasPostgres =
  process.env[postgresUrlVariable] !== undefined || postgresPrograms() !== undefined;

/** The path of nginx. Debian has it in a folder that only the PATH of root has. */
export const nginxProgram =
  [...(process.env.PATH ?? "").split(":"), "/usr/sbin"]
    .map((folder) => join(folder, "nginx"))
    .find((file) => existsSync(file)) ?? "";

const NEEDS: readonly { readonly isInstalled: () => boolean; readonly note: string }[] = [
  {
    isInstalled: () => existsSync(chromiumPath),
    note: `browser tests: no Chromium at ${chromiumPath}. Install one, or set CHROMIUM_PATH.`,
  },
  {
    isInstalled: () => postgresPrograms() !== undefined,
    note:
      process.env[postgresUrlVariable] === undefined
        ? `tests of PostgreSQL: apt-get install postgresql, or set ${postgresUrlVariable}.`
        : "tests that kill a PostgreSQL server: apt-get install postgresql.",
  },
  {
    isInstalled: () => nginxProgram !== "",
    note: "test of the guide to a shared sandbox: apt-get install nginx-light.",
  },
  {
    isInstalled: () => existsSync(publishedPath),
    note: "comparison with TM Forum's file: set TMF654_PUBLISHED_SPEC to its path.",
  },
  {
    isInstalled: peersAreInstalled,
    note: "comparison with other clients: `npm run bench` installs them.",
  },
];

/** The reporter, which prints nothing while tests run. */
export const notRunReporter = {
  onTestRunEnd(): void {
    const missingNeeds = NEEDS.filter(({ isInstalled }) => !isInstalled());
    if (missingNeeds.length === 0) return;
    console.log("\nNot run on this machine:");
    for (const { note } of missingNeeds) console.log(`  ${note}`);
    console.log("");
  },
};

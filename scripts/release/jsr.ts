/**
 * `npm run jsr`: writes the packages in the form of JSR to a temporary folder, and checks them with
 * `deno publish --dry-run`. JSR takes the sources, with an explicit type for each export. The
 * versions and the exports come from the manifests, so nothing is written twice.
 * `npm run jsr -- FOLDER` keeps the files: `deno publish` in the folder of a package publishes it.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { machineEnvironment } from "../environment.ts";
import { type Package, packages, root } from "../packages.ts";
import { hostsPath, installHosts } from "../runtimes/hosts.ts";
import { isForJsr, jsrManifest } from "./jsr-manifest.ts";

installHosts();
const build = join(root, "scripts", "build.ts");
execFileSync(process.execPath, [build, "--missing"], { stdio: "inherit" });
const [wanted] = process.argv.slice(2);
const folder = resolve(wanted ?? mkdtempSync(join(tmpdir(), "tmf654-jsr-")));
const ready = packages.filter(isForJsr);
try {
  mkdirSync(folder, { recursive: true });
  writeJson(join(folder, "deno.json"), { workspace: ready.map(({ name }) => `./${name}`) });
  for (const each of ready) write(each);
  const failures = ready.filter((each) => !isAccepted(each));
  console.log(`${ready.length - failures.length} packages are ready, ${failures.length} are not.`);
  process.exitCode = failures.length === 0 ? 0 : 1;
} finally {
  if (wanted === undefined) rmSync(folder, { recursive: true, force: true });
}

function write({ name, folder: source, staged, manifest }: Package): void {
  const target = join(folder, name);
  // JSR has no commands, and no exports of JSON.
  const filter = (path: string) =>
    !/\.(?:test|test-d|d)\.\w+$|\.json$/.test(path) && basename(path) !== "cli";
  cpSync(join(source, "src"), join(target, "src"), { recursive: true, filter });
  for (const file of ["README.md", "LICENSE", "NOTICE"]) {
    cpSync(join(staged, file), join(target, file));
  }
  writeJson(join(target, "deno.json"), jsrManifest(manifest));
}

function isAccepted({ name, manifest }: Package): boolean {
  const env = {
    ...machineEnvironment,
    ...{ DENO_DIR: join(folder, ".deno"), DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1" },
  };
  const args = ["publish", "--dry-run", "--allow-dirty", "--quiet"];
  try {
    execFileSync(hostsPath("deno", "deno"), args, {
      cwd: join(folder, name),
      env,
      stdio: ["ignore", "pipe", "pipe"],
      encoding: "utf8",
    });
    return true;
  } catch (error) {
    console.error(`${manifest.name}: ${(error as { stderr?: string }).stderr}`);
    return false;
  }
}

function writeJson(file: string, value: object): void {
  writeFileSync(file, `${JSON.stringify(value, undefined, 2)}\n`);
}

/**
 * `npm run first-change`: follows the lines of "A first change" in CONTRIBUTING.md, in a clone of
 * the last commit. At the comment it makes the edits of the recipe which the comment names. Prints
 * the seconds of each line. Fails when a line fails or all of them take more than a quarter of an
 * hour.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { machineEnvironment, machinePath } from "../environment.ts";
import { blocksOf } from "../examples/blocks.ts";
import { root } from "../packages.ts";
import { applyEdit } from "./recipe.ts";
import { recipes } from "./recipes.ts";

const LIMIT_S = 900;

const contributing = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
const [, section = ""] = /^## A first change\n(.*?)^## /ms.exec(contributing) ?? [];
const [block] = blocksOf(section);
const lines = (block?.text ?? "").split("\n").filter((line) => line !== "");
if (lines.length === 0) throw new Error("CONTRIBUTING.md has no commands in A first change");

const folder = mkdtempSync(join(tmpdir(), "tmf654-first-change-"));
let currentFolder = folder;
let totalSeconds = 0;
try {
  for (const line of lines) {
    const start = performance.now();
    followLine(line);
    const seconds = (performance.now() - start) / 1000;
    totalSeconds += seconds;
    console.log(`${seconds.toFixed(1).padStart(6)} s  ${line}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${totalSeconds.toFixed(1).padStart(6)} s  in total`);
if (totalSeconds > LIMIT_S)
  throw new Error(`${totalSeconds.toFixed(0)} s are more than ${LIMIT_S} s`);

function followLine(line: string): void {
  if (line.startsWith("cd ")) currentFolder = join(currentFolder, line.slice(3));
  else if (line.startsWith("#")) editAsIn(line);
  // The address is that of a hosted repository; the clone is of this one.
  else run(line.replace(/^git clone \S+\/(\w+)\.git$/, `git clone --quiet '${root}' $1`));
}

function editAsIn(comment: string): void {
  const recipe = recipes.find(({ title }) => comment.includes(`"${title}"`));
  if (recipe === undefined) throw new Error(`No recipe has a title of: ${comment}`);
  for (const edit of recipe.edits) {
    const file = join(currentFolder, edit.file);
    writeFileSync(file, applyEdit(edit, readFileSync(file, "utf8")));
  }
}

/** Runs a line without the variables and commands of this installation. */
function run(command: string): void {
  const author = { GIT_AUTHOR_NAME: "A contributor", GIT_AUTHOR_EMAIL: "contributor@example.org" };
  const committer = {
    GIT_COMMITTER_NAME: "A contributor",
    GIT_COMMITTER_EMAIL: "contributor@example.org",
  };
  const { status, stdout, stderr } = spawnSync(command, {
    shell: true,
    cwd: currentFolder,
    env: { ...machineEnvironment, ...author, ...committer, PATH: machinePath.join(delimiter) },
    encoding: "utf8",
    timeout: LIMIT_S * 1000,
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`\`${command}\` failed:\n${`${stdout}${stderr}`.slice(-2000)}`);
}

/**
 * `npm run first-minutes`: follows the READMEs in empty folders, with the packed packages. Uses
 * Node.js 20 and 24, with npm, pnpm and yarn. Follows the READMEs of the examples in copies of
 * their folders, with Node.js 24 and npm. Times each step and writes
 * docs/reference/first-minutes.md. Fails when a step fails or takes too long. `-- 24 npm` uses one
 * Node.js and one manager, and `-- examples` the examples only. Both write nothing.
 */
import { execFileSync } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { markdownTable } from "../markdown-table.ts";
import { packages, root } from "../packages.ts";
import { startRegistry } from "../release/registry.ts";
import { pack } from "../stage/pack.ts";
import { type FollowedReadme, follow, type Readme } from "./follow.ts";
import { type CombinationResult, issueOf, rowOf, toMarkdown } from "./report.ts";
import { isCopyable, isInstallation, stepsOf } from "./steps.ts";
import { installManagers, type ManagerWords, managers, nodeFolder } from "./tools.ts";

const words = process.argv.slice(2).map((word) => word.toLowerCase());
const isWanted = (word: string, possibleWords: readonly string[]): boolean =>
  !words.some((each) => possibleWords.includes(each)) || words.includes(word);

const MAJORS = ["20", "24"];
const names = managers.map(({ name }) => name);

const readmeOf = (folder: string): string => readFileSync(join(folder, "README.md"), "utf8");
const readmes: readonly Readme[] = [
  { name: "the toolkit", text: readmeOf(root) },
  ...packages.map(({ folder, manifest }) => ({ name: manifest.name, text: readmeOf(folder) })),
];
/** The examples that a reader can copy. The others run in a clone only. */
const examples: readonly Readme[] = globSync("examples/*/README.md", { cwd: root })
  .sort()
  .map((file) => join(root, dirname(file)))
  .map((copied) => ({ name: basename(copied), text: readmeOf(copied), copied }))
  .filter(({ text }) => isCopyable(text));
const leftOutSteps = [...readmes, ...examples].flatMap(({ name, text, copied }) =>
  stepsOf(text, copied !== undefined).flatMap((step) =>
    step.kind === "left out" ? [[name, step] as const] : [],
  ),
);

installManagers();
const work = mkdtempSync(join(tmpdir(), "tmf654-first-minutes-"));
const results: CombinationResult[] = [];
try {
  const tarballs = Object.values(pack(work)).map(({ file }) => file);
  const registry = await startRegistry(work);
  try {
    for (const tarball of tarballs) registry.publish(tarball);
    if (!words.includes("examples")) {
      fillRegistry(registry.url);
      for (const major of MAJORS.filter((each) => isWanted(each, MAJORS))) {
        for (const manager of managers.filter(({ name }) => isWanted(name, names))) {
          record(await resultOf(Number(major), manager, registry.url, readmes));
        }
      }
    }
    if (words.length === 0 || words.includes("examples")) {
      for (const example of examples) {
        const result = await resultOf(24, managers[0], registry.url, [example]);
        record({ ...result, name: `${example.name}, ${result.name}` });
      }
    }
  } finally {
    await registry.stop();
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

const head = ["Node.js, manager", "installing", "first response", "total", "steps"];
console.log(markdownTable(head, results.map(rowOf)));
if (words.length === 0) {
  const date = new Date().toISOString().slice(0, 10);
  const [cpu] = cpus();
  const machine = `${process.platform}-${process.arch} with ${cpus().length} × ${cpu?.model}`;
  const page = join(root, "docs", "reference", "first-minutes.md");
  writeFileSync(
    page,
    toMarkdown(results, leftOutSteps, { date, machine, load: loadavg()[0] ?? 0 }),
  );
}
const failedResults = results.filter((each) => issueOf(each)?.kind === "failed").length;
process.exitCode = failedResults === 0 ? 0 : 1;

/** Lets the registry fetch the packages of others, so that no combination waits for a network. */
function fillRegistry(url: string): void {
  const folder = join(work, "filled");
  mkdirSync(folder);
  const commands = readmes.flatMap(({ text }) => stepsOf(text)).filter(isInstallation);
  const installedWords = commands.flatMap(({ command }) => command.split(" ").slice(2));
  const specifiers = [...new Set(installedWords)].filter((word) => !word.startsWith("-"));
  const flags = ["--registry", url, "--cache", join(folder, "cache"), "--silent"];
  execFileSync("npm", ["install", ...flags, ...specifiers], { cwd: folder });
}

async function resultOf(
  major: number,
  manager: ManagerWords,
  registry: string,
  followed: readonly Readme[],
): Promise<CombinationResult> {
  const folder = nodeFolder(major);
  if (folder === undefined) {
    const text = `this machine has no Node.js ${major} on its PATH`;
    return {
      name: `Node.js ${major}, ${manager.name}`,
      readmes: [],
      issue: { kind: "NOT RUN", text },
    };
  }
  const version = execFileSync(join(folder, "node"), ["--version"], { encoding: "utf8" }).trim();
  const name = `Node.js ${version.slice(1)}, ${manager.name}`;
  const runFolder = mkdtempSync(join(work, `${major}-${manager.name}-`));
  mkdirSync(join(runFolder, "home"), { recursive: true });
  const followedReadmes: FollowedReadme[] = [];
  for (const [index, readme] of followed.entries()) {
    try {
      const combination = { major, nodeFolder: folder, manager, registry };
      followedReadmes.push(await follow(readme, join(runFolder, `${index}`), combination));
    } catch (error) {
      const message = error instanceof Error ? error.message : `${error}`;
      return {
        name,
        readmes: followedReadmes,
        issue: { kind: "failed", text: `${readme.name}: ${message}` },
      };
    }
  }
  rmSync(runFolder, { recursive: true, force: true });
  return { name, readmes: followedReadmes };
}

function record(result: CombinationResult): void {
  results.push(result);
  const issue = issueOf(result);
  const head = ["README", "installing", "first result", "total"];
  console.log(`${result.name}\n${markdownTable(head, readmeRows(result.readmes))}`);
  if (issue !== undefined) console.error(`\n${issue.kind}: ${result.name}: ${issue.text}\n`);
}

function readmeRows(followed: readonly FollowedReadme[]): readonly (readonly string[])[] {
  return followed.map(({ name, installing, untilFirst, total }) => [
    name,
    ...[installing, untilFirst, total].map((value) => `${value.toFixed(1)} s`),
  ]);
}

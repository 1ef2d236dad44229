/**
 * `npm run packages`: checks of every package as it is published, with publint, attw and the rules
 * of scripts/stage/contents.ts. Checks the size of an installation and the reports of the public
 * types too; `--write` writes these reports. Code of apps for earlier versions must compile, and
 * `--freeze` writes such code for this version. Fails also when a dependency runs an install script
 * that the root manifest does not list.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { type Manifest, type Package, packages, root } from "./packages.ts";
import { reportIssues } from "./stage/api-report.ts";
import { compatibilityIssues, freeze, frozenFiles, linkStaged } from "./stage/compatibility.ts";
import { contentIssues, isPlaceholder } from "./stage/contents.ts";
import { declarationIssues } from "./stage/declarations.ts";
import { type InstalledPackage, installIssues } from "./stage/install.ts";
import type { Project } from "./stage/manifest.ts";
import { pack, type Tarball } from "./stage/pack.ts";

const issues: string[] = [];
const sizes = new Map<string, number>();
const folder = join(root, ".cache", "tarballs");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const tarballs = pack(folder);

for (const candidate of packages) {
  const tarball = tarballs[candidate.manifest.name];
  if (tarball === undefined)
    throw new Error(
      `npm did not pack ${candidate.manifest.name}: run npm pack in ${candidate.staged}`,
    );
  sizes.set(candidate.manifest.name, tarball.unpackedSize);
  const contents = contentIssues(tarball, (path) =>
    readFileSync(join(candidate.staged, path), "utf8"),
  );
  const foundIssues = [
    ...contents,
    ...(await lint(candidate)),
    ...typeIssues(candidate, tarball),
    ...declarationIssues(candidate),
    ...reportIssues(candidate, process.argv.includes("--write")),
    // The sizes of this package and of those before it are known here.
    ...installIssues(candidate.manifest.name, findInstalled),
  ];
  issues.push(...foundIssues.map((issue) => `@tmf654/${candidate.name}: ${issue}`));
}
issues.push(...frozenIssues(), ...unlistedInstallScripts());

for (const issue of issues) console.error(issue);
const project = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Project;
if (isPlaceholder(project)) {
  const { url } = project.repository;
  console.log(`Before a release: "repository" in package.json is the placeholder ${url}.`);
}
console.log(`${packages.length} packages, ${issues.length} issues.`);
process.exitCode = issues.length === 0 ? 0 : 1;

/** The errors of frozen files of each version, compiled as apps that have the packages. */
function frozenIssues(): string[] {
  if (process.argv.includes("--freeze")) freeze();
  const app = join(root, ".cache", "compatibility");
  rmSync(app, { recursive: true, force: true });
  linkStaged(app);
  const files = frozenFiles().map((name) => ({ name, text: readFileSync(name, "utf8") }));
  return compatibilityIssues(app, files);
}

async function lint({ staged }: Package): Promise<string[]> {
  const { messages, pkg } = await publint({ pkgDir: staged, strict: true, pack: "npm" });
  return messages.map((message) => formatMessage(message, pkg) ?? message.code);
}

function findInstalled(name: string): InstalledPackage {
  const folder = join(root, "node_modules", name);
  const text = readFileSync(join(folder, "package.json"), "utf8");
  const { dependencies = {} } = JSON.parse(text) as Manifest;
  return { dependencies: Object.keys(dependencies), size: sizes.get(name) ?? sizeOf(folder) };
}

function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files
    .map((file) => statSync(join(folder, file)))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
}

function typeIssues({ isEsmOnly }: Package, { file }: Tarball): string[] {
  const profile = isEsmOnly ? "esm-only" : "strict";
  const attw = join(root, "node_modules/@arethetypeswrong/cli/dist/index.js");
  const { status, stdout } = spawnSync(
    process.execPath,
    [attw, file, "--profile", profile, "--format", "ascii"],
    { encoding: "utf8" },
  );
  return status === 0 ? [] : [`types do not resolve\n${stdout}`];
}

function unlistedInstallScripts(): string[] {
  interface Lock {
    packages: Record<string, { hasInstallScript?: boolean; name?: string }>;
  }
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lock;
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    allowScripts: Record<string, boolean>;
  };
  return Object.entries(lock.packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path, { name }]) => name ?? path.replace(/^.*node_modules\//, ""))
    .filter((name) => !(name in manifest.allowScripts))
    .map((name) => `${name} runs an install script: list it in allowScripts, or remove it.`);
}

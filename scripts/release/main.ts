/**
 * `npm run release -- --dry-run`: publishes every package to a registry on this machine, installs
 * them from there in an empty folder, and uses them. `npm run release -- --publish` does the same,
 * and then publishes them to npm's registry with their provenance. CI runs it for a tag.
 */
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Package, packages, root } from "../packages.ts";
import { bundledLibraries } from "../stage/bundled.ts";
import { frozenFileOf } from "../stage/compatibility.ts";
import { isPlaceholder } from "../stage/contents.ts";
import type { Project } from "../stage/manifest.ts";
import { pack } from "../stage/pack.ts";
import {
  type BillOfMaterials,
  type BundledLibrary,
  billOf,
  installPublished,
  licenceIssues,
  useInstalled,
  withBundled,
} from "./installed.ts";
import { type ReleaseFacts, releaseIssues } from "./ready.ts";
import { startRegistry } from "./registry.ts";

const results = join(root, ".cache", "release");
const flags = process.argv.slice(2);
const isDryRun = flags.includes("--dry-run");
if (isDryRun === flags.includes("--publish")) {
  console.error("Name one flag: `npm run release -- --dry-run`, or `--publish`.");
  process.exit(2);
}

const facts = readFacts();
const issues = releaseIssues(facts);
for (const issue of issues) console.error(`Before a release: ${issue}`);
if (issues.length > 0 && !isDryRun) process.exit(1);

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const tarballs = Object.values(pack(results)).map(({ file }) => file);
await tryRelease();
if (!isDryRun) for (const tarball of tarballs) publish(tarball);

/** Publishes to a local registry, and uses what it serves. Writes the bill of materials. */
async function tryRelease(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "tmf654-release-"));
  const registry = await startRegistry(folder);
  try {
    for (const tarball of tarballs) registry.publish(tarball);
    const [version = ""] = Object.values(facts.versions);
    const app = installPublished(folder, registry.url, version);
    const balances = await useInstalled(app);
    const libraries = bundledLibraries(root).map(
      (name): BundledLibrary =>
        JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")),
    );
    const bill = withBundled(JSON.parse(billOf(app)) as BillOfMaterials, libraries);
    writeFileSync(join(results, "sbom.cdx.json"), `${JSON.stringify(bill, undefined, 2)}\n`);
    const licences = licenceIssues(bill);
    if (licences.length > 0) throw new Error(licences.join("\n"));
    console.log(
      `${tarballs.length} packages of ${version} were published, installed and used: ${balances.replace("\n", ", ")}.`,
    );
  } finally {
    await registry.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function publish(tarball: string): void {
  const args = ["publish", tarball, "--access", "public", "--silent", "--provenance"];
  execFileSync("npm", args, { cwd: results, stdio: ["ignore", "ignore", "inherit"] });
}

function readFacts(): ReleaseFacts {
  const read = (file: string) => (existsSync(file) ? readFileSync(file, "utf8") : undefined);
  const status = execFileSync("git", ["status", "--porcelain"], { cwd: root, encoding: "utf8" });
  const mapByName = <T>(valueFor: (each: Package) => T): Record<string, T> =>
    Object.fromEntries(packages.map((each) => [each.manifest.name, valueFor(each)]));
  return {
    versions: mapByName(({ manifest }) => manifest.version),
    changelogs: mapByName(({ folder }) => read(join(folder, "CHANGELOG.md"))),
    unfrozenPackages: packages
      .filter((each) => !existsSync(frozenFileOf(each)))
      .map(({ manifest }) => manifest.name),
    pendingChangesets: readdirSync(join(root, ".changeset")).filter((file) =>
      /^(?!README).*\.md$/.test(file),
    ),
    isPlaceholder: isPlaceholder(
      JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Project,
    ),
    uncommittedFiles: status
      .split("\n")
      .map((line) => line.slice(3))
      .filter(Boolean),
  };
}

/**
 * `npm run packages`: checks of every packed package with publint and attw. Fails also when a
 * dependency runs an install script that the root manifest does not list.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { type Package, packages, root } from "./packages.ts";

const issues: string[] = [];
const tarballs = join(root, ".cache", "tarballs");
rmSync(tarballs, { recursive: true, force: true });
mkdirSync(tarballs, { recursive: true });

for (const candidate of packages) {
  issues.push(...(await lint(candidate)), ...typeIssues(candidate));
}
issues.push(...unlistedInstallScripts());

for (const issue of issues) console.error(issue);
console.log(`${packages.length} packages, ${issues.length} issues.`);
process.exitCode = issues.length === 0 ? 0 : 1;

async function lint({ name, folder }: Package): Promise<string[]> {
  const { messages, pkg } = await publint({ pkgDir: folder, strict: true, pack: "npm" });
  return messages.map(
    (message) => `@tmf654/${name}: ${formatMessage(message, pkg) ?? message.code}`,
  );
}

function typeIssues({ name, folder, isEsmOnly }: Package): string[] {
  const args = ["pack", folder, "--pack-destination", tarballs, "--json"];
  const packed: unknown = JSON.parse(
    execFileSync("npm", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
  );
  const [first] = Object.values(packed as Record<string, { filename: string }>);
  const profile = isEsmOnly ? "esm-only" : "node16";
  const attw = join(root, "node_modules/@arethetypeswrong/cli/dist/index.js");
  const { status, stdout } = spawnSync(
    process.execPath,
    [attw, join(tarballs, first?.filename ?? ""), "--profile", profile, "--format", "ascii"],
    { encoding: "utf8" },
  );
  return status === 0 ? [] : [`@tmf654/${name}: types do not resolve\n${stdout}`];
}

function unlistedInstallScripts(): string[] {
  interface Lock {
    packages: Record<string, { hasInstallScript?: boolean }>;
  }
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lock;
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    allowScripts: Record<string, boolean>;
  };
  return Object.entries(lock.packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length))
    .filter((name) => !(name in manifest.allowScripts))
    .map((name) => `${name} runs an install script: list it in allowScripts, or remove it.`);
}

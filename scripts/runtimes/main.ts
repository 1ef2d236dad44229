/**
 * `npm run runtimes`: packs every package, installs the tarballs outside the workspace, and tests
 * them on the supported runtimes and compilers. Prints a row for each, writes
 * docs/reference/runtimes.md, and fails when one fails. A missing runtime has a row too. `-- deno
 * workerd` tests only hosts with these words in their names, and writes nothing.
 */
import { rmSync, writeFileSync } from "node:fs";
import { arch, platform } from "node:os";
import { join } from "node:path";
import { root } from "../packages.ts";
import { createApp, installPeers } from "./app.ts";
import { tryApps } from "./apps.ts";
import { prepareCompilers, tryCompiler } from "./compilers.ts";
import { compilers, installHosts, isHere, runtimes, workerd } from "./hosts.ts";
import { tryImportTime } from "./import-time.ts";
import type { Outcome } from "./outcome.ts";
import { phoneHost, tryPhone, tryRuntime, tryWorkerd } from "./programs.ts";
import { toMarkdown } from "./report.ts";

const words = process.argv.slice(2).map((word) => word.toLowerCase());
const isWanted = ({ name }: { readonly name: string }): boolean =>
  words.length === 0 || words.some((word) => name.toLowerCase().includes(word));

installHosts();
const outcomes: Outcome[] = [];
const app = createApp();
try {
  for (const host of runtimes.filter(isWanted)) record(await tryRuntime(app, host));
  if (isWanted(workerd)) record([await tryWorkerd(app)]);
  if (isWanted(phoneHost)) record([await tryPhone(app)]);
  const nodes = runtimes.filter(({ name }) => name.startsWith("Node"));
  for (const host of nodes.filter(isHere).filter(isWanted)) {
    record([await tryImportTime(app, host, "mjs"), await tryImportTime(app, host, "cjs")]);
  }
  await tryApps(nodes.filter(isHere).filter(isWanted), record);
  const chosenCompilers = compilers.filter(isWanted);
  if (chosenCompilers.length > 0) installPeers(app);
  prepareCompilers(app);
  for (const host of chosenCompilers) record(await tryCompiler(app, host));
} finally {
  rmSync(app, { recursive: true, force: true });
}

if (words.length === 0) {
  const page = join(root, "docs", "reference", "runtimes.md");
  writeFileSync(page, toMarkdown(outcomes, `${platform()}-${arch()}`));
}
const count = (result: Outcome["result"]) =>
  outcomes.filter((outcome) => outcome.result === result).length;
console.log(`${count("passed")} passed, ${count("failed")} failed, ${count("not run")} not run`);
process.exitCode = count("failed") === 0 ? 0 : 1;

function record(rows: readonly Outcome[]): void {
  outcomes.push(...rows);
  for (const { host, name, result, detail } of rows) {
    const verdict = result === "passed" ? "ok     " : result.padEnd(7);
    console.log(`${verdict} ${host.padEnd(18)} ${name}: ${detail}`);
  }
}

/**
 * `npm run consumers`: packs every package and tests it in the apps of table.ts, in folders outside
 * the workspace. Writes docs/reference/consumers.md, and fails when an app fails. `-- --everyday`
 * tests the most common apps, from their lock files. `-- vite jest` tests the apps with these words
 * in their names. Both options write nothing.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { arch, platform, tmpdir } from "node:os";
import { join } from "node:path";
import { chromiumPath } from "../not-run.ts";
import { root } from "../packages.ts";
import { pack, type Tarballs } from "../stage/pack.ts";
import type { Consumer } from "./consumer.ts";
import { type ConsumerResult, toMarkdown } from "./report.ts";
import { installConsumer, runConsumer } from "./run.ts";
import { consumers } from "./table.ts";

const words = process.argv.slice(2).map((word) => word.toLowerCase());
const isWanted = ({ name, locked }: Consumer): boolean =>
  words.includes("--everyday")
    ? locked !== undefined
    : words.length === 0 || words.some((word) => name.toLowerCase().includes(word));

const results: ConsumerResult[] = [];
const work = mkdtempSync(join(tmpdir(), "tmf654-consumers-"));
try {
  const tarballs = pack(work);
  for (const consumer of consumers.filter(isWanted)) {
    const result = await resultOf(consumer, tarballs);
    results.push(result);
    console.log(`${result.verdict.padEnd(7)} ${consumer.name}: ${result.detail}`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

if (words.length === 0) {
  const page = join(root, "docs", "reference", "consumers.md");
  writeFileSync(page, toMarkdown(results, `${platform()}-${arch()}`));
}
const failedResults = results.filter(({ verdict }) => verdict === "failed").length;
const notRunResults = results.filter(({ verdict }) => verdict === "not run").length;
console.log(
  `${results.length - failedResults - notRunResults} passed, ${failedResults} failed, ${notRunResults} NOT RUN`,
);
process.exitCode = failedResults === 0 ? 0 : 1;

async function resultOf(consumer: Consumer, tarballs: Tarballs): Promise<ConsumerResult> {
  const { name } = consumer;
  const needsChromium = "page" in consumer.expectedResult || consumer.needsChromium === true;
  if (needsChromium && !existsSync(chromiumPath)) {
    return { name, verdict: "not run", detail: `no Chromium at ${chromiumPath}` };
  }
  const folder = join(work, `${results.length}`);
  mkdirSync(folder);
  try {
    await installConsumer(consumer, folder, tarballs);
    return { name, verdict: "passed", detail: await runConsumer(consumer, folder) };
  } catch (error) {
    return { name, verdict: "failed", detail: error instanceof Error ? error.message : `${error}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

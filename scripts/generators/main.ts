/**
 * `npm run generators`: makes clients of other languages from the contract with openapi-generator,
 * compiles them, and runs a program with each against the mock on loopback. Writes
 * docs/reference/generators.md. Fails when a client fails; a missing toolchain is a row.
 * `-- go python` tries only targets with these words in their names, and writes nothing.
 */
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { createMock } from "@tmf654/mock";
import { serve } from "@tmf654/mock/node";
import { bundleDocument } from "../generate/document.ts";
import { root } from "../packages.ts";
import { type GeneratorRow, toMarkdown } from "./report.ts";
import { GENERATOR, type Target, targets } from "./targets.ts";

const TIMEOUT_MS = 600_000;
const run = promisify(execFile);
const cache = join(root, ".cache", "generators");
const words = process.argv.slice(2).map((word) => word.toLowerCase());
const selectedTargets = targets.filter(
  ({ name }) => words.length === 0 || words.some((word) => name.toLowerCase().includes(word)),
);

/** The output of a command, with a time limit. Rejects with the first lines of its error output. */
async function outputOf(folder: string, [command = "", ...args]: readonly string[]) {
  try {
    const { stdout, stderr } = await run(command, args, {
      cwd: folder,
      timeout: TIMEOUT_MS,
      maxBuffer: 1 << 26,
    });
    return `${stdout}${stderr}`;
  } catch (error) {
    const { stdout = "", stderr = "", message } = error as Error & Record<string, string>;
    const lines = `${stdout}\n${stderr}`
      .split("\n")
      .filter((line) => /error|exception/i.test(line));
    const firstLines = lines.slice(0, 3).join(" ").trim() || (message.split("\n")[0] ?? "");
    // The page has no colours and no folders of this machine.
    const plainOutput = firstLines.replaceAll(`${root}/`, "").replaceAll("\u001b", "");
    throw new Error(plainOutput.replaceAll(/\[\d*m/g, ""));
  }
}

async function versionOf(command: readonly string[]): Promise<string | undefined> {
  try {
    return (await outputOf(root, command)).split("\n")[0]?.trim();
  } catch {
    return undefined;
  }
}

async function tryTarget(target: Target, document: string, jar: string, args: readonly string[]) {
  const folder = join(cache, target.name.replaceAll(" ", "-").toLowerCase());
  const version = await versionOf(target.version);
  const { name } = target;
  if (version === undefined) {
    return { name, version: "", result: "not run", detail: `${target.version[0]} is not here` };
  }
  try {
    const options = "disallowAdditionalPropertiesIfNotPresent=true";
    const generateArguments = ["-jar", jar, "generate", "-i", document, "-o", folder];
    const strictArguments = target.strict ? ["--additional-properties", options] : [];
    await outputOf(cache, ["java", ...generateArguments, ...target.generate, ...strictArguments]);
    target.prepare(folder);
    for (const command of target.build) await outputOf(folder, command);
    const checks = await outputOf(folder, [...target.run(folder), ...args]);
    return { name, version, result: "passed", detail: checks.trim().split("\n").join(", ") };
  } catch (error) {
    return { name, version, result: "failed", detail: (error as Error).message };
  }
}

async function main(): Promise<number> {
  mkdirSync(cache, { recursive: true });
  const missingTools = (["java", "mvn"] as const).map((name) => [name, "--version"]);
  for (const command of missingTools) {
    if ((await versionOf(command)) === undefined) {
      console.error(
        `NOT RUN: ${command[0]} is not on this machine. It is needed to download openapi-generator.`,
      );
      return 0;
    }
  }
  const document = join(cache, "openapi.json");
  writeFileSync(document, JSON.stringify(await bundleDocument(join(root, "spec/openapi.yaml"))));
  const copyArguments = [
    "dependency:copy",
    `-Dartifact=${GENERATOR}`,
    `-DoutputDirectory=${cache}`,
  ];
  await outputOf(cache, ["mvn", "-q", "-B", ...copyArguments]);
  const [, artifact, version] = GENERATOR.split(":");
  const jar = join(cache, `${artifact}-${version}.jar`);

  const mock = createMock();
  const server = await serve(mock);
  const rows: GeneratorRow[] = [];
  try {
    const url = `http://127.0.0.1:${server.port}/tmf-api/prepayBalanceManagement/v4`;
    for (const target of selectedTargets) {
      const row = await tryTarget(target, document, jar, [url, "ana-main", "acc-ana"]);
      rows.push(row as GeneratorRow);
      const verdict = row.result === "passed" ? "passed" : row.result.toUpperCase();
      console.log(`${verdict.padEnd(8)} ${row.name}: ${row.detail}`);
    }
  } finally {
    await server.close();
    await mock.close();
  }
  const page = join(root, "docs", "reference", "generators.md");
  if (words.length === 0) writeFileSync(page, toMarkdown(rows));
  return rows.some(({ result }) => result === "failed") ? 1 : 0;
}

process.exitCode = await main();

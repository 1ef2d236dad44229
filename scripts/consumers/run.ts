/** One consumer: a folder outside the workspace, an install, a build, and a page in Chromium. */
import { execFile } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright";
import { machineEnvironment } from "../environment.ts";
import { chromiumPath } from "../not-run.ts";
import type { Tarballs } from "../stage/pack.ts";
import { type Consumer, copySources, filesOf } from "./consumer.ts";
import { NPM_FLAGS } from "./managers.ts";
import { PAGE_RESULT } from "./table.ts";

const INSTALL_LIMIT_MS = 360_000;
const BUILD_LIMIT_MS = 600_000;
const PAGE_LIMIT_MS = 20_000;

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
};

/** Installs a consumer in an empty folder. */
export async function installConsumer(
  consumer: Consumer,
  folder: string,
  tarballs: Tarballs,
): Promise<void> {
  copySources(filesOf(consumer), folder);
  if ("page" in consumer.expectedResult) {
    for (const file of ["main.js", "top-up.js"]) {
      copyFileSync(join(import.meta.dirname, "apps", "page", file), join(folder, file));
    }
  }
  if (consumer.locked) await installLocked(consumer.locked, folder, tarballs);
  else await install(consumer, folder, tarballs);
}

/** Builds and runs an installed consumer. Returns its result, or rejects with the error. */
export async function runConsumer(
  consumer: Consumer,
  folder: string,
  node = process.execPath,
): Promise<string> {
  let output = "";
  for (const args of consumer.commands) {
    output = await run(folder, node, args, BUILD_LIMIT_MS);
  }
  if ("text" in consumer.expectedResult) {
    const [printedResult] = consumer.expectedResult.text.exec(output) ?? [];
    if (printedResult === undefined) throw new Error(`it printed: ${output.slice(-300)}`);
    return printedResult.trim();
  }
  const page = join(folder, consumer.expectedResult.page);
  const result = await resultOf(page, consumer.expectedResult.path);
  if (result !== PAGE_RESULT) throw new Error(`the page shows ${result}`);
  return `"${result}"; scripts of ${(scriptBytes(page) / 1000).toFixed(1)} kB gz`;
}

/**
 * Installs the packages of the lock file, then the tarballs, because a lock file cannot have their
 * hashes.
 */
async function installLocked(name: string, folder: string, tarballs: Tarballs): Promise<void> {
  cpSync(join(import.meta.dirname, "locked", name), folder, { recursive: true });
  await run(folder, "npm", ["ci", ...NPM_FLAGS], INSTALL_LIMIT_MS);
  const args = [
    "install",
    "--no-save",
    ...NPM_FLAGS,
    ...Object.values(tarballs).map(({ file }) => file),
  ];
  await run(folder, "npm", args, INSTALL_LIMIT_MS);
}

async function install(consumer: Consumer, folder: string, tarballs: Tarballs): Promise<void> {
  const { type, manager, dependencies } = consumer;
  const files = Object.entries(tarballs).map(([name, { file }]) => [name, `file:${file}`]);
  const packedDependencies = Object.fromEntries(files);
  const manifest = {
    name: "consumer",
    private: true,
    type,
    dependencies: { ...packedDependencies, ...dependencies },
    overrides: packedDependencies,
    resolutions: packedDependencies,
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest, undefined, 2));
  if (manager === undefined) {
    await run(folder, "npm", ["install", ...NPM_FLAGS], INSTALL_LIMIT_MS);
    return;
  }
  for (const [name, text] of Object.entries(manager.files?.(packedDependencies) ?? {})) {
    writeFileSync(join(folder, name), text);
  }
  const tools = `${folder}-manager`;
  mkdirSync(tools);
  writeFileSync(join(tools, "package.json"), '{ "private": true }');
  await run(tools, "npm", ["install", ...NPM_FLAGS, manager.source], INSTALL_LIMIT_MS);
  const [name = ""] = manager.source.split(/(?<=.)@/);
  const command = join(tools, "node_modules", name, manager.command);
  const [program, ...args] = [
    ...(manager.isNative ? [] : [process.execPath]),
    command,
    ...manager.args,
  ];
  await run(folder, program ?? "", args, INSTALL_LIMIT_MS);
}

/** Runs a command, and ends it at its time limit. */
async function run(cwd: string, command: string, args: readonly string[], timeout: number) {
  const options = {
    cwd,
    timeout,
    env: {
      ...machineEnvironment,
      ...{ CI: "1", NO_COLOR: "1", NEXT_TELEMETRY_DISABLED: "1", CHROMIUM_PATH: chromiumPath },
    },
    killSignal: "SIGKILL" as const,
    maxBuffer: 1 << 26,
  };
  const { stdout, stderr } = await promisify(execFile)(command, [...args], options).catch(
    (error: unknown) => {
      const {
        stderr: stderrText = "",
        stdout: out = "",
        message,
      } = error as Record<string, string>;
      const isKilled = (error as { killed?: boolean }).killed === true;
      const reason = isKilled ? `ended after ${timeout / 1000} s` : message?.split("\n")[0];
      throw new Error(`${reason}: ${`${out}\n${stderrText}`.trim().slice(-600)}`);
    },
  );
  return `${stdout}\n${stderr}`;
}

function scriptBytes(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".js"))
    .reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).byteLength, 0);
}

/** Serves the folder and returns the result that its page shows in Chromium. */
async function resultOf(folder: string, path = "/"): Promise<string> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file = join(folder, pathname === "/" ? "index.html" : pathname);
    try {
      const body = readFileSync(file);
      response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
      response.end(body);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
  const browser = await chromium.launch({ executablePath: chromiumPath, args });
  try {
    const page = await browser.newPage();
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}${path}`);
    await page.waitForSelector("body[data-result]", { state: "attached", timeout: PAGE_LIMIT_MS });
    return (await page.getAttribute("body", "data-result")) ?? "nothing";
  } finally {
    await browser.close();
    server.close();
  }
}

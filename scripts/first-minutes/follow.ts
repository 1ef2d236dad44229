/** One README, followed in an empty folder. */
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { freePort } from "../../packages/mock/test/support/free-port.ts";
import {
  endGroup,
  type StartedCommand,
  startCommand,
} from "../../packages/mock/test/support/processes.ts";
import { copySources } from "../consumers/consumer.ts";
import { machineEnvironment, machinePath } from "../environment.ts";
import { printedLines, withAssertions } from "../examples/blocks.ts";
import { chromiumPath } from "../not-run.ts";
import { type Step, stepsOf } from "./steps.ts";
import { type ManagerWords, managerCommands } from "./tools.ts";

/** A Node and a package manager. */
export interface Combination {
  readonly major: number;
  /** The folder of the Node. */
  readonly nodeFolder: string;
  readonly manager: ManagerWords;
  readonly registry: string;
}

/** The seconds that a README took, from an empty folder on. */
export interface FollowedReadme {
  readonly name: string;
  readonly steps: number;
  readonly installing: number;
  /** Until the first command or program after the installation gave its result. */
  readonly untilFirst: number;
  readonly total: number;
}

/** A README, and the folder of an example that its reader copies. */
export interface Readme {
  readonly name: string;
  readonly text: string;
  readonly copied?: string;
}

const STEP_MS = 200_000;

/**
 * Follows a README in an empty folder, or in a copy of the folder that it is about. Rejects with
 * the first step that fails.
 */
export async function follow(
  { name, text: readme, copied }: Readme,
  folder: string,
  combination: Combination,
): Promise<FollowedReadme> {
  mkdirSync(folder);
  const { manager, major } = combination;
  for (const [file, text] of Object.entries(manager.files)) writeFileSync(join(folder, file), text);
  const port = `${await freePort()}`;
  const otherPort = `${await freePort()}`;
  const withFreePort = (text: string): string =>
    text.replace(/\b4010\b/g, port).replace(/\b3000\b/g, otherPort);
  if (copied !== undefined) copyExample(copied, folder, withFreePort);
  const env = environmentOf(folder, combination);
  const steps = stepsOf(readme, copied !== undefined).filter((step) => isFor(step, major));
  const start = performance.now();
  const toElapsedSeconds = (since: number): number => (performance.now() - since) / 1000;
  let installing = 0;
  let untilFirst: number | undefined;
  const servers = new Map<string, StartedCommand>();
  try {
    for (const [index, step] of steps.entries()) {
      const stepStart = performance.now();
      if (step.kind === "left out") continue;
      if (step.kind === "program") {
        const file = `example-${index}.mjs`;
        await runProgram(withFreePort(step.text), file, folder, manager, env);
        untilFirst ??= toElapsedSeconds(start);
        continue;
      }
      const command = withFreePort(manager.translate(forNode(step.command, major)));
      if (step.kind === "serve") {
        const [program = ""] = command.split(" --");
        const earlier = servers.get(program);
        endGroup(earlier?.child.pid);
        await earlier?.ended;
        const options = { env, detached: true };
        const server = startCommand("sh", ["-c", withPort(command, port)], folder, options);
        servers.set(program, server);
        await server.until(/http:\/\/[\w.]+:\d+/);
        continue;
      }
      await outputOf(withFailFlag(command), folder, env);
      if (step.kind === "install") installing += toElapsedSeconds(stepStart);
      else untilFirst ??= toElapsedSeconds(start);
    }
  } finally {
    for (const { child } of servers.values()) endGroup(child.pid);
  }
  const total = toElapsedSeconds(start);
  const followedCount = steps.filter(({ kind }) => kind !== "left out").length;
  return { name, steps: followedCount, installing, untilFirst: untilFirst ?? total, total };
}

/** SQLite is a part of Node.js from 22.13 on, as the README says. */
const isFor = (step: Step, major: number): boolean =>
  step.kind !== "program" || major >= 22 || !step.text.includes('"@tmf654/mock/sqlite"');

/** MSW 3 needs Node 22, as the README says. */
const forNode = (command: string, major: number): string =>
  major >= 22 ? command : command.replace(/ msw$/, " msw@2");

/** A response with an error status fails the step. */
const withFailFlag = (command: string): string =>
  command.replace(/^curl /, "curl --fail --silent ");

/** The commands of the mock get the free port. Other servers read it from their copied files. */
const withPort = (command: string, port: string): string =>
  command.includes("--port") || !/tmf654[/-]mock/.test(command)
    ? command
    : `${command} --port ${port}`;

/** Copies an example, with the free ports in place of its own. */
function copyExample(from: string, folder: string, withFreePort: (text: string) => string): void {
  copySources(from, folder);
  const files = globSync("**/*.{ts,tsx,js,cjs}", { cwd: folder });
  for (const file of files.map((each) => join(folder, each))) {
    writeFileSync(file, withFreePort(readFileSync(file, "utf8")));
  }
}

/** The variables of a reader with the Node, an own home folder, and nothing in a cache. */
function environmentOf(folder: string, { nodeFolder, registry }: Combination): NodeJS.ProcessEnv {
  return {
    ...machineEnvironment,
    PATH: [nodeFolder, managerCommands, ...machinePath].join(delimiter),
    HOME: join(dirname(folder), "home"),
    NO_COLOR: "1",
    NODE_NO_WARNINGS: "1",
    TOKEN: "secret",
    CHROMIUM_PATH: chromiumPath,
    npm_config_registry: registry,
    YARN_NPM_REGISTRY_SERVER: registry.replace(/\/$/, ""),
    YARN_UNSAFE_HTTP_WHITELIST: "127.0.0.1",
    YARN_ENABLE_TELEMETRY: "0",
    // yarn refuses packages that are younger than a day, such as the packages of this run.
    YARN_NPM_MINIMAL_AGE_GATE: "0",
  };
}

/** Runs a program of a README as JavaScript, because Node 20 does not run TypeScript. */
async function runProgram(
  text: string,
  file: string,
  folder: string,
  manager: ManagerWords,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const promisedLines = printedLines(text);
  const program = stripTypeScriptTypes(promisedLines.length > 0 ? text : withAssertions(text));
  writeFileSync(join(folder, file), program);
  const output = await outputOf(`${manager.node} ${file}`, folder, env);
  const printedOutput = output.trim().split("\n");
  if (promisedLines.length > 0 && promisedLines.join("\n") !== printedOutput.join("\n")) {
    throw new Error(
      `${file} printed\n${printedOutput.join("\n")}\nin place of\n${promisedLines.join("\n")}`,
    );
  }
}

/** Runs a command of a reader. Returns its output, or rejects with it. */
async function outputOf(command: string, folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { child, ended, output } = startCommand("sh", ["-c", command], folder, {
    env,
    detached: true,
  });
  const timer = setTimeout(() => endGroup(child.pid), STEP_MS);
  const code = await ended;
  clearTimeout(timer);
  if (code === 0) return output();
  const reason = code === null ? `was ended after ${STEP_MS / 1000} s` : `ended with ${code}`;
  throw new Error(`\`${command}\` ${reason}:\n${output().slice(-1500)}`);
}

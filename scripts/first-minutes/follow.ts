/** One README, followed in an empty folder. */
import { mkdirSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { freePort } from "../../packages/mock/test/support/free-port.ts";
import {
  endGroup,
  type StartedCommand,
  startCommand,
} from "../../packages/mock/test/support/processes.ts";
import { machineEnvironment, machinePath } from "../environment.ts";
import { printedLines, withAssertions } from "../examples/blocks.ts";
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

const STEP_MS = 120_000;

/** Follows a README in an empty folder. Rejects with the first step that fails. */
export async function follow(
  name: string,
  readme: string,
  folder: string,
  combination: Combination,
): Promise<FollowedReadme> {
  mkdirSync(folder);
  const { manager, major } = combination;
  for (const [file, text] of Object.entries(manager.files)) writeFileSync(join(folder, file), text);
  const port = `${await freePort()}`;
  const withFreePort = (text: string): string => text.replaceAll("4010", port);
  const env = environmentOf(folder, combination);
  const steps = stepsOf(readme).filter((step) => isFor(step, major));
  const start = performance.now();
  const toElapsedSeconds = (since: number): number => (performance.now() - since) / 1000;
  let installing = 0;
  let untilFirst: number | undefined;
  let server: StartedCommand | undefined;
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
        endGroup(server?.child.pid);
        await server?.ended;
        server = startCommand("sh", ["-c", withPort(command, port)], folder, {
          env,
          detached: true,
        });
        await server.until(/http:\/\/[\w.]+:\d+/);
        continue;
      }
      await outputOf(withFailFlag(command), folder, env);
      if (step.kind === "install") installing += toElapsedSeconds(stepStart);
      else untilFirst ??= toElapsedSeconds(start);
    }
  } finally {
    endGroup(server?.child.pid);
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

const withPort = (command: string, port: string): string =>
  command.includes("--port") ? command : `${command} --port ${port}`;

/** The variables of a reader with the Node, an own home folder, and nothing in a cache. */
function environmentOf(folder: string, { nodeFolder, registry }: Combination): NodeJS.ProcessEnv {
  return {
    ...machineEnvironment,
    PATH: [nodeFolder, managerCommands, ...machinePath].join(delimiter),
    HOME: join(dirname(folder), "home"),
    NO_COLOR: "1",
    NODE_NO_WARNINGS: "1",
    TOKEN: "secret",
    npm_config_registry: registry,
    YARN_NPM_REGISTRY_SERVER: registry.replace(/\/$/, ""),
    YARN_UNSAFE_HTTP_WHITELIST: "127.0.0.1",
    YARN_ENABLE_TELEMETRY: "0",
    // yarn refuses packages that are younger than a day, as those of this run are.
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

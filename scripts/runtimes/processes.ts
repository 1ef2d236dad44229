/** Child processes with a time limit and few environment variables; each is ended. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { promisify } from "node:util";

const TIMEOUT_MS = 60_000;

const run = promisify(execFile);

export const createEnvironment = (app: string): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: app,
  DENO_DIR: `${app}/.deno`,
  DENO_NO_UPDATE_CHECK: "1",
  NO_COLOR: "1",
});

/** The output of a command. Rejects with the first lines of its error output when it fails. */
export async function outputOf(app: string, command: string, args: readonly string[]) {
  const options = {
    cwd: app,
    env: createEnvironment(app),
    timeout: TIMEOUT_MS,
    maxBuffer: 1 << 24,
  };
  const { stdout } = await run(command, [...args], options).catch((error: unknown) => {
    const { stderr = "", stdout: said = "", message } = error as Error & Record<string, string>;
    const lines = `${said}\n${stderr}`.split("\n").filter((line) => line.trim() !== "");
    const errors = lines.filter((line) => /error/i.test(line));
    throw new Error([...errors, ...lines, message][0]?.trim());
  });
  return stdout;
}

/** Starts a server process that prints its address in the first line. */
export async function start(
  app: string,
  command: string,
  args: readonly string[],
  source: "stdout" | "third stream",
): Promise<{ readonly line: string; readonly stop: () => Promise<void> }> {
  const child = spawn(command, [...args], {
    cwd: app,
    env: createEnvironment(app),
    stdio: ["pipe", "pipe", "inherit", "pipe"],
  });
  const stream = child.stdio[source === "stdout" ? 1 : 3] as Readable;
  try {
    return { line: await firstLine(child, stream), stop: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

function firstLine(child: ChildProcess, stream: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error("the server printed no line within 20 seconds")),
      20_000,
    );
    createInterface(stream).once("line", resolve);
    child.once("error", reject);
    child.once("exit", (code) =>
      reject(new Error(`the server exited with code ${code} before it listened`)),
    );
    stream.once("data", () => clearTimeout(timer));
  });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((stopped) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) stopped();
    child.once("exit", () => stopped());
    child.kill("SIGKILL");
  });
}

/** A server in a child process; its processor time is read from /proc. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Load, Reply } from "./http-bytes.ts";
import { type Loads, sendAll, sendOne } from "./load-generator.ts";

export interface ServerProcess {
  readonly url: string;
  send(load: Load): Promise<Reply>;
  /**
   * Sends `count` requests as fast as the server responds, and takes the loads in turn. Returns the
   * microseconds of processor time that a request costs the server.
   */
  cpuOf(loads: Loads, count: number): Promise<number>;
  /** Resident memory in MB. */
  rss(): number;
  stop(): Promise<void>;
}

/** Whether the operating system shows a process's CPU time with enough precision. */
export const canMeasure = process.platform === "linux";

const root = join(import.meta.dirname, "../..");
/** The built command in the repository. Rows name it, because an installed package may differ. */
export const commandFile = "packages/mock/dist/cli.js";
const cli = join(root, commandFile);

/** Builds the packages when there is no build. */
export function buildMissing(): void {
  if (!existsSync(cli)) execFileSync(process.execPath, [join(root, "scripts/build.ts")]);
}

/** The built command. */
export function builtCommand(args: readonly string[] = []): readonly string[] {
  buildMissing();
  return [cli, "--port", "0", ...args];
}

/** Starts `node <args>` and waits for the URL in its first line. */
export async function startServer(args: readonly string[]): Promise<ServerProcess> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  // A run that fails leaves no servers.
  const kill = (): void => void child.kill();
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  const url = await announcedUrl(child);
  return {
    url,
    send: (load) => sendOne(url, load),
    cpuOf: async (loads, count) => {
      const before = cpuNanoseconds(child);
      await sendAll(url, loads, count);
      return (cpuNanoseconds(child) - before) / 1000 / count;
    },
    rss: () => residentMegabytes(child),
    stop: () => {
      child.kill("SIGTERM");
      return new Promise((resolve) => child.once("close", () => resolve()));
    },
  };
}

/** Milliseconds from the spawn of `node <args>` to its first 200, or to its URL without a load. */
export async function timeToStart(args: readonly string[], load?: Load): Promise<number> {
  const start = process.hrtime.bigint();
  const server = await startServer(args);
  const status = load && (await server.send(load)).status;
  const elapsed = Number(process.hrtime.bigint() - start) / 1e6;
  await server.stop();
  if (load && status !== 200) throw new Error(`${load.path}: status ${status}`);
  return elapsed;
}

/** Milliseconds of processor time that `node <args>` takes until it ends. */
export function cpuOfCommand(args: readonly string[]): number {
  const script = 'TIMEFORMAT="%U %S"; time "$@" > /dev/null';
  const shellArguments = ["-c", script, "bash", process.execPath, ...args];
  const { stderr } = spawnSync("bash", shellArguments, { encoding: "utf8" });
  const [user = 0, system = 0] = stderr.trim().split(" ").map(Number);
  return (user + system) * 1000;
}

function announcedUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(chunk.toString()) ?? [];
      if (url) resolve(url);
    });
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}.`)));
  });
}

/** Processor time of all threads, including the garbage collector's. */
function cpuNanoseconds({ pid }: ChildProcess): number {
  const tasks = readdirSync(`/proc/${pid}/task`);
  return tasks.reduce((sum, task) => {
    const [time = "0"] = readFileSync(`/proc/${pid}/task/${task}/schedstat`, "utf8").split(" ");
    return sum + Number(time);
  }, 0);
}

function residentMegabytes({ pid }: ChildProcess): number {
  const text = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(text)?.[1]) / 1024;
}

/** A server in a child process, with keep-alive connections; its CPU time is read from /proc. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { Agent, type IncomingMessage, request } from "node:http";
import { join } from "node:path";

/** A request that is sent repeatedly. */
export interface Load {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A complete response. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface ServerProcess {
  readonly url: string;
  send(load: Load): Promise<Reply>;
  /**
   * Sends `count` requests over 16 connections, and takes the loads in turn. Returns the
   * microseconds of CPU time that a request costs the server.
   */
  cpuOf(load: Load | readonly Load[], count: number): Promise<number>;
  /** Resident memory in MB. */
  rss(): number;
  stop(): Promise<void>;
}

/** Whether the operating system shows a process's CPU time with enough precision. */
export const canMeasure = process.platform === "linux";

const root = join(import.meta.dirname, "../..");
const cli = join(root, "packages/mock/dist/cli.js");

/** The built command. */
export function builtCommand(args: readonly string[] = []): readonly string[] {
  if (!existsSync(cli)) execFileSync(process.execPath, [join(root, "scripts/build.ts")]);
  return [cli, "--port", "0", ...args];
}

/** Starts `node <args>` and waits for the URL in its first line. */
export async function startServer(args: readonly string[]): Promise<ServerProcess> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const url = await announcedUrl(child);
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const send = (load: Load): Promise<Reply> => sendOver(agent, url, load);
  return {
    url,
    send,
    cpuOf: async (load, count) => {
      const loads = [load].flat();
      const before = cpuNanoseconds(child);
      let sent = 0;
      const worker = async (): Promise<void> => {
        while (sent < count) {
          const next = loads[sent % loads.length] as Load;
          sent += 1;
          await send(next);
        }
      };
      await Promise.all(Array.from({ length: 16 }, worker));
      return (cpuNanoseconds(child) - before) / 1000 / count;
    },
    rss: () => residentMegabytes(child),
    stop: () => {
      agent.destroy();
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
  const shell = ["-c", script, "bash", process.execPath, ...args];
  const { stderr } = spawnSync("bash", shell, { encoding: "utf8" });
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

function sendOver(agent: Agent, url: string, load: Load): Promise<Reply> {
  const { method = "GET", path, headers = {}, body } = load;
  const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const options = { agent, method, headers: { ...headers, ...length } };
    const outgoing = request(`${url}${path}`, options, (incoming) => {
      collect(incoming).then(resolve, reject);
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

async function collect(incoming: IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
  return {
    status: incoming.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    text: Buffer.concat(chunks).toString(),
  };
}

/** CPU time of all threads, including the garbage collector's. */
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

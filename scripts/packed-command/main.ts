/**
 * `npm run packed-command`: installs the packed packages in an empty folder and runs each verb and
 * each flag of `tmf654-mock` there (see table.ts).
 */
import type { ChildProcess } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { verbs } from "../../packages/mock/src/cli/verbs.ts";
import { freePort } from "../../packages/mock/test/support/free-port.ts";
import { type StartedCommand, startCommand } from "../../packages/mock/test/support/processes.ts";
import { createApp } from "../runtimes/app.ts";
import { type CommandRow, type Running, rows, usedFlags } from "./table.ts";

const base = "/tmf-api/prepayBalanceManagement/v4";
const limitMs = 60_000;
const app = createApp();
const bin = join(app, "node_modules", ".bin", "tmf654-mock");
const children = new Set<ChildProcess>();
const failures: string[] = [];

try {
  writeFileSync(join(app, "tmf654.config.json"), "{}");
  const flagsInTable = usedFlags();
  const missingFlags = verbs
    .flatMap(({ name, flags }) => Object.keys(flags).map((flag) => `${name} --${flag}`))
    .filter((flag) => !flagsInTable.has(flag));
  if (missingFlags.length > 0) failures.push(`flags without a row: ${missingFlags.join(", ")}`);
  for (const row of rows) await test(row.args.join(" "), () => runRow(row));
  await test("listen --url --token --forward-to", listen);
} finally {
  for (const child of children) child.kill("SIGKILL");
  rmSync(app, { recursive: true, force: true });
}
for (const failure of failures) console.error(failure);
console.log(`${rows.length + 1} command lines, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;

async function test(title: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    failures.push(`tmf654-mock ${title}: ${error instanceof Error ? error.message : error}`);
  }
}

/** Starts the installed command. Its file runs with `env node`, so PATH decides the version of Node. */
function start(args: readonly string[]): StartedCommand {
  const command = startCommand(bin, args, app);
  children.add(command.child);
  return command;
}

async function run(...args: string[]): Promise<string> {
  const { ended, output } = start(args);
  const code = await ended;
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}: ${output()}`);
  return output();
}

async function runRow({ args, expectedOutput = /^/, code = 0, serves }: CommandRow): Promise<void> {
  if (serves) return withServer(args, serves);
  const { ended, output } = start(args);
  const exitCode = await ended;
  if (exitCode !== code) throw new Error(`exit code ${exitCode} in place of ${code}: ${output()}`);
  if (!expectedOutput.test(output())) throw new Error(`no ${expectedOutput} in ${output()}`);
}

/** Starts a server, runs the work, and expects exit code 0 after SIGTERM. */
async function withServer(
  args: readonly string[],
  work: (server: Running) => Promise<void>,
): Promise<void> {
  const origin = `http://127.0.0.1:${await freePort()}`;
  const portArguments = ["--port", new URL(origin).port];
  const { child, ended, output, stdout, until } = start([...args, ...portArguments]);
  await untilReachable(origin, child);
  await work({ origin, api: origin + base, output, stdout, until, run, folder: app });
  child.kill("SIGTERM");
  const code = await ended;
  if (code !== 0) throw new Error(`exit code ${code} after SIGTERM: ${output()}`);
}

async function untilReachable(origin: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (performance.now() < deadline && child.exitCode === null) {
    if (await fetch(origin).catch(() => undefined)) return;
    await setTimeout(50);
  }
  throw new Error("the server does not start");
}

/** A top-up of a running mock arrives at the user's own server. */
async function listen(): Promise<void> {
  const received: string[] = [];
  const receiver = createServer((request, response) => {
    request.on("data", (chunk) => received.push(String(chunk)));
    request.on("end", () => response.writeHead(204).end());
  });
  const port = await freePort();
  await new Promise<void>((resolve) => receiver.listen(port, "127.0.0.1", resolve));
  await withServer(["--control-token", "secret"], async ({ origin, api }) => {
    const forwardArguments = ["--forward-to", `http://127.0.0.1:${port}/events`];
    const listener = start(["listen", "--url", origin, "--token", "secret", ...forwardArguments]);
    await listener.until(/./);
    const body = {
      amount: { amount: 10, units: "EUR" },
      usageType: "monetary",
      bucket: { id: "ana-main" },
      partyAccount: { id: "acc-ana" },
    };
    const headers = { "content-type": "application/json" };
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    await fetch(`${api}/topupBalance`, init);
    await listener.until(/TopupBalanceCreateEvent[\s\S]*204/);
    if (!received.join("").includes("TopupBalanceCreateEvent")) throw new Error("nothing arrived");
    listener.child.kill("SIGTERM");
    const code = await listener.ended;
    if (code !== 0) throw new Error(`listen ended with ${code}`);
  });
  receiver.close();
}

/** The programs; each runs twice, with correct and with wrong input. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "./app.ts";
import { type Host, isHere, workerd } from "./hosts.ts";
import { type Outcome, outcomeOf, toFailedOutcome, type Verdicts } from "./outcome.ts";
import { outputOf, start } from "./processes.ts";

const OFFLINE = ["libraries.mjs", "libraries.cjs", "mock.mjs"] as const;
const ONLINE = ["client.mjs", "client.cjs"] as const;

/** The amount that the checks expect, and a wrong one. */
const AMOUNT = { right: "10", wrong: "2" } as const;

type Input = keyof typeof AMOUNT;
type Attempt = (input: Input) => Promise<Verdicts>;

export async function tryRuntime(app: string, host: Host): Promise<readonly Outcome[]> {
  if (!isHere(host)) return [toAbsentOutcome(host)];
  const call = async (program: string, argument: string): Promise<Verdicts> =>
    JSON.parse(await outputOf(app, host.command, [...host.args, program, argument]));
  const outcomes: Outcome[] = [];
  for (const program of ONLINE) {
    const attempt: Attempt = (input) => withServer(app, input, (origin) => call(program, origin));
    outcomes.push(await tryTwice(host.name, title(program), attempt));
  }
  for (const program of OFFLINE) {
    const attempt: Attempt = (input) => call(program, AMOUNT[input]);
    outcomes.push(await tryTwice(host.name, title(program), attempt));
  }
  return outcomes;
}

const title = (program: string): string =>
  program.replace(".mjs", ", ESM").replace(".cjs", ", CJS");

const toAbsentOutcome = ({ name }: Host): Outcome => ({
  host: name,
  name: "everything",
  result: "not run",
  detail: "its npm package has no binary for this machine",
});

async function tryTwice(host: string, name: string, attempt: Attempt): Promise<Outcome> {
  try {
    return outcomeOf(host, name, await attempt("right"), await attempt("wrong"));
  } catch (error) {
    return toFailedOutcome(host, name, error);
  }
}

/** Runs with a new server, so that a search finds no payments of other runs. */
async function withServer<T>(app: string, input: Input, use: (origin: string) => Promise<T>) {
  const node = process.execPath;
  const { line, stop } = await start(app, node, ["server.mjs", input], "stdout");
  try {
    return await use(line);
  } finally {
    await stop();
  }
}

/** The globals of an app on a phone, without `Request`. */
export const phoneHost = { name: "an empty context" } as const;

export async function tryPhone(app: string): Promise<Outcome> {
  const file = await bundle(app, "phone", "iife");
  return tryTwice(phoneHost.name, "client and libraries, one script", (input) =>
    withServer(app, input, async (origin) => {
      const args = ["phone-host.mjs", file, AMOUNT[input], origin];
      return JSON.parse(await outputOf(app, process.execPath, args));
    }),
  );
}

export async function tryWorkerd(app: string): Promise<Outcome> {
  if (!isHere(workerd)) return toAbsentOutcome(workerd);
  await bundle(app, "worker", "esm");
  writeFileSync(join(app, "worker.capnp"), WORKER);
  const args = ["serve", "worker.capnp", "--control-fd=3"];
  return tryTwice(workerd.name, "client and libraries, one module", (input) =>
    withServer(app, input, async (origin) => {
      const { line, stop } = await start(app, workerd.command, args, "third stream");
      try {
        const { port } = JSON.parse(line) as { port: number };
        const query = new URLSearchParams({ origin, amount: AMOUNT[input] });
        const signal = AbortSignal.timeout(60_000);
        const response = await fetch(`http://127.0.0.1:${port}/?${query}`, { signal });
        return (await response.json()) as Verdicts;
      } finally {
        await stop();
      }
    }),
  );
}

/** No Node compatibility; the worker's `fetch` may only connect to this machine. */
const WORKER = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "loopback", network = (allow = ["local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "bundles/worker.js")],
  compatibilityDate = "2026-10-01",
  globalOutbound = "loopback",
);
`;

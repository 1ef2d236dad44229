/** Rows about the built client on each supported Node, beside a bare `fetch`. */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "tsup";
import { startClientServer } from "./client-server.ts";
import { median, type Result, type Row } from "./harness.ts";
import { peersFolder } from "./peers.ts";
import { buildMissing } from "./server-process.ts";

type Pair = Readonly<Record<"bare" | "client", Result>>;
type Compared = Readonly<Record<Verb, Pair>>;
type Verb = "get" | "post";
interface Waiting {
  readonly heap: number;
  readonly rss: number;
}

/** Node 20 and 22 come from the folder of the peers. */
const nodes = [
  { major: 20, command: join(peersFolder, "node_modules/node20/bin/node") },
  { major: 22, command: join(peersFolder, "node_modules/node22/bin/node") },
  { major: 24, command: process.execPath },
];
const verbs = { get: "GET one", post: "POST" } as const;
const aims = { get: 1.3, post: 1.4 } as const;
const processes = 3;
const run = promisify(execFile);

/**
 * Measures each Node that has a binary for this machine. Calls one by one have a `fetch` that
 * responds at once. 1,000 calls at once have a server, and are measured by processor time.
 */
export async function rowsOfNodes(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "tmf654-bench-client-"));
  const server = await startClientServer();
  const rows: Row[] = [];
  try {
    const program = await bundleProgram(folder);
    for (const { major, command } of nodes) {
      if (!existsSync(command)) {
        console.error(
          `Node ${major} is not measured: ${command} does not exist. Run npm ci there.`,
        );
        continue;
      }
      const measure = async <T>(...args: string[]): Promise<T> => {
        const argv = ["--expose-gc", program, ...args];
        const { stdout } = await run(command, argv, { timeout: 120_000 });
        return JSON.parse(stdout);
      };
      const nodeText = `on Node ${major}`;
      rows.push(...timeRows(`${nodeText}, client / bare fetch`, await measure("one-by-one"), aims));
      const together = await measure<Compared>("at-once", server.url);
      rows.push(...timeRows(`${nodeText}, 1,000 at once, client / bare fetch`, together));
      rows.push(
        ...(await memoryRows(nodeText, (caller) => measure("waiting", server.url, caller))),
      );
    }
  } finally {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return rows;
}

/** One file with the built client, because Node 20 does not read TypeScript. */
async function bundleProgram(folder: string): Promise<string> {
  buildMissing();
  await build({
    entry: { program: join(import.meta.dirname, "client-program.ts") },
    format: ["esm"],
    outDir: folder,
    outExtension: () => ({ js: ".mjs" }),
    noExternal: [/.*/],
    target: "es2022",
    platform: "node",
    silent: true,
    config: false,
    dts: false,
  });
  return join(folder, "program.mjs");
}

function timeRows(
  name: string,
  compared: Compared,
  limits?: Readonly<Record<Verb, number>>,
): readonly Row[] {
  return (["get", "post"] as const).map((verb) => ({
    name: `${verbs[verb]} ${name}`,
    value: compared[verb].client.ratio,
    unit: "×",
    ...(limits && { atMost: limits[verb] }),
    note: `${microseconds(compared[verb].client)} / ${microseconds(compared[verb].bare)} µs a call`,
  }));
}

const microseconds = ({ nanoseconds }: Result): string => (nanoseconds / 1000).toFixed(0);

async function memoryRows(
  nodeText: string,
  measure: (caller: string) => Promise<Waiting>,
): Promise<readonly Row[]> {
  const clients: Waiting[] = [];
  const bares: Waiting[] = [];
  for (let round = 0; round < processes; round += 1) {
    clients.push(await measure("client"));
    bares.push(await measure("bare"));
  }
  return (["heap", "rss"] as const).map((kind) => {
    const [client, bare] = [clients, bares].map((all) => median(all.map((one) => one[kind]))) as [
      number,
      number,
    ];
    const subject = kind === "heap" ? "heap" : "RSS";
    return {
      name: `1,000 GETs at once ${nodeText}, ${subject} of a waiting call, client / bare fetch`,
      value: client / bare,
      unit: "×",
      note: `${(client / 1024).toFixed(1)} / ${(bare / 1024).toFixed(1)} kB a call`,
    };
  });
}

/** Prism as a process: started from its own package with this Node, ready when it says so. */
import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { endWithThis, type Running } from "./until-stopped.ts";

/** The contract with its base path in the paths: Prism ignores servers. */
export const foldedContract = join(
  import.meta.dirname,
  "../../packages/contract/src/generated/openapi.folded.json",
);

/** Prism needs Node 24; its bin script would start under whatever `node` is first on PATH. */
const prismBin = join(
  dirname(createRequire(import.meta.url).resolve("@stoplight/prism-cli/package.json")),
  "dist/index.js",
);

const READY = /Prism is listening on (\S+)/;

/**
 * Starts `prism <args>`; resolves when it listens. Rejects with what it said when it ends before.
 * `print` is given everything that Prism prints.
 */
export function startPrism(
  args: readonly string[],
  print: (text: string) => void = () => {},
): Promise<Running> {
  const child = spawn(process.execPath, [prismBin, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  endWithThis(child);
  const ended = new Promise<number>((resolve) => child.on("exit", (code) => resolve(code ?? 1)));
  let said = "";
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      print(chunk.toString());
      said += chunk.toString();
      const url = READY.exec(said)?.[1];
      if (url === undefined) return;
      said = "";
      resolve({ url, ended, stop: () => stop(child, ended) });
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("error", reject);
    ended.then((code) => reject(new Error(`prism ended with ${code}: ${said.trim()}`)));
  });
}

async function stop(child: ChildProcess, ended: Promise<number>): Promise<void> {
  child.kill("SIGTERM");
  await ended;
}

/** Prism in a child process, started with this Node. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { findPrism } from "../../packages/mock/src/guard/prism-modules.ts";
import { root } from "../packages.ts";
import { type Running, stopOnExit } from "./until-stopped.ts";

/** The contract with its base path in each path, because Prism ignores servers. */
export const foldedContract = join(
  import.meta.dirname,
  "../../packages/contract/src/generated/openapi.folded.json",
);

/**
 * The script of Prism, which needs Node 24. Its command would run with the first `node` in PATH.
 */
const { script: prismBin } = findPrism(root);

const READY = /Prism is listening on (\S+)/;

/**
 * Starts `prism <args>` and resolves when it listens. When Prism exits before that, it rejects with
 * Prism's output. `print` is called with all output.
 */
export function startPrism(
  args: readonly string[],
  print: (text: string) => void = () => {},
): Promise<Running> {
  const child = spawn(process.execPath, [prismBin, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  stopOnExit(child);
  const ended = new Promise<number>((resolve) => child.on("exit", (code) => resolve(code ?? 1)));
  let output = "";
  return new Promise((resolve, reject) => {
    const onOutput = (chunk: Buffer): void => {
      print(chunk.toString());
      output += chunk.toString();
      const url = READY.exec(output)?.[1];
      if (url === undefined) return;
      output = "";
      resolve({ url, ended, stop: () => stop(child, ended) });
    };
    child.stdout.on("data", onOutput);
    child.stderr.on("data", onOutput);
    child.on("error", reject);
    ended.then((code) => reject(new Error(`prism exited with code ${code}: ${output.trim()}`)));
  });
}

async function stop(child: ChildProcess, ended: Promise<number>): Promise<void> {
  child.kill("SIGTERM");
  await ended;
}

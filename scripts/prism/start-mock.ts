/** The reference mock in a child process, started as `npm start` does. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "../packages.ts";
import { type Running, stopOnExit } from "./until-stopped.ts";

/** Resolves when the server responds; rejects when the process exits before that. */
export async function startMock(port: string): Promise<Running> {
  const main = join(root, "packages/mock/src/cli/main.ts");
  const args = ["--conditions=@tmf654/source", main, "--port", port];
  const child = spawn(process.execPath, args, { stdio: "inherit" });
  stopOnExit(child);
  const ended = new Promise<number>((resolve) => child.on("exit", (code) => resolve(code ?? 1)));
  const url = `http://127.0.0.1:${port}`;
  await Promise.race([
    untilReady(url),
    ended.then((code) => {
      throw new Error(`the mock exited with code ${code}`);
    }),
  ]);
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
  };
  return { url, stop, ended };
}

async function untilReady(url: string): Promise<void> {
  const isReady = await fetch(url).then(
    () => true,
    () => false,
  );
  if (isReady) return;
  await new Promise((resolve) => setTimeout(resolve, 100));
  await untilReady(url);
}

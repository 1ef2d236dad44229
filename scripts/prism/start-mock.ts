/** The reference mock as `npm start` starts it, in a process of its own. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { endWithThis, type Running } from "./until-stopped.ts";

/** Resolves when the server answers; rejects when the process ends before it does. */
export async function startMock(port: string): Promise<Running> {
  const start = join(import.meta.dirname, "../start.ts");
  const child = spawn(process.execPath, [start, "--port", port], { stdio: "inherit" });
  endWithThis(child);
  const ended = new Promise<number>((resolve) => child.on("exit", (code) => resolve(code ?? 1)));
  const url = `http://127.0.0.1:${port}`;
  await Promise.race([
    untilAnswering(url),
    ended.then((code) => {
      throw new Error(`the mock ended with ${code}`);
    }),
  ]);
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
  };
  return { url, stop, ended };
}

async function untilAnswering(url: string): Promise<void> {
  const answered = await fetch(url).then(
    () => true,
    () => false,
  );
  if (answered) return;
  await new Promise((resolve) => setTimeout(resolve, 100));
  await untilAnswering(url);
}

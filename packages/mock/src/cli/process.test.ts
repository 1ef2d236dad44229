/** The command in a process of its own. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { expect, test, vi } from "vitest";
import { freePort } from "../../test/support/free-port.ts";
import { endGroup } from "../../test/support/processes.ts";

const mainFile = join(import.meta.dirname, "main.ts");
const command = [process.execPath, "--conditions=@tmf654/source", mainFile];

/** Starts the server as a child process of a shell, as npm and npx do, and returns the shell. */
async function startBelowShell(args: readonly string[], readyText: string) {
  const line = `"${[...command, ...args].join('" "')}"; :`;
  const env = { ...process.env, npm_command: "exec" };
  const shell = spawn("sh", ["-c", line], { env, detached: true });
  let output = "";
  shell.stdout.on("data", (chunk) => {
    output += chunk;
  });
  await vi.waitFor(() => expect(output).toContain(readyText), { timeout: 60_000 });
  const [url = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? [];
  return { shell, isReached: () => fetch(url).then(() => true) };
}

test.skipIf(process.platform === "win32").each([
  ["serve", "MSISDNs"],
  ["examples", "Prism is listening"],
])(
  "a server that npm started with %s ends when the shell of npm ends",
  async (verb, ready) => {
    const { shell, isReached } = await startBelowShell(
      [verb, "--port", String(await freePort())],
      ready,
    );
    try {
      expect(await isReached()).toBe(true);
      shell.kill("SIGTERM");
      await vi.waitFor(() => expect(isReached()).rejects.toThrow(), {
        timeout: 20_000,
        interval: 250,
      });
    } finally {
      endGroup(shell.pid);
    }
  },
  90_000,
);

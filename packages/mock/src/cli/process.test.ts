/** The command in a process of its own. */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { expect, test, vi } from "vitest";

const main = join(import.meta.dirname, "main.ts");
const command = [process.execPath, "--conditions=@tmf654/source", main];

/** Starts the server below a shell, as npm and npx do, and returns the shell and the health. */
async function startBelowShell() {
  const line = `"${command.join('" "')}" --port 0; :`;
  const env = { ...process.env, npm_command: "exec" };
  const shell = spawn("sh", ["-c", line], { env, detached: true });
  let out = "";
  shell.stdout.on("data", (chunk) => {
    out += chunk;
  });
  await vi.waitFor(() => expect(out).toContain("curl"), { timeout: 60_000 });
  const [url = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(out) ?? [];
  return { shell, health: () => fetch(`${url}/__mock/health`).then(({ status }) => status) };
}

/** Ends what a failure leaves behind. */
function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // Nothing was left.
  }
}

test.skipIf(process.platform === "win32")(
  "a server that npm started ends when the shell of npm ends",
  async () => {
    const { shell, health } = await startBelowShell();
    try {
      expect(await health()).toBe(200);
      shell.kill("SIGTERM");
      await vi.waitFor(() => expect(health()).rejects.toThrow(), {
        timeout: 20_000,
        interval: 250,
      });
    } finally {
      endGroup(shell.pid);
    }
  },
  90_000,
);

test.each(["tmf654.config.js", "tmf654.config.ts"])(
  "%s with import or export in a CommonJS package is an error with a remedy",
  (name) => {
    const cwd = mkdtempSync(join(tmpdir(), "tmf654-process-"));
    writeFileSync(join(cwd, "package.json"), '{ "type": "commonjs" }');
    writeFileSync(join(cwd, name), "export default { port: 0 };");
    const [program = "", ...args] = command;
    const { status, stderr } = spawnSync(program, args, { cwd, encoding: "utf8" });
    rmSync(cwd, { recursive: true });
    expect(status).toBe(2);
    expect(stderr).toMatch(/Name the file \.mts or \.mjs, or set "type": "module"/);
  },
  60_000,
);

import { spawn } from "node:child_process";
import { expect, test, vi } from "vitest";
import { endGroup } from "../packages/mock/test/support/processes.ts";
import { root } from "./packages.ts";

/** Starts the server as the README says, and returns its process and its address. */
async function startByNpm() {
  const args = ["start", "--", "--port", "0"];
  const npm = spawn("npm", args, { cwd: root, detached: true });
  let output = "";
  npm.stdout.on("data", (chunk) => {
    output += chunk;
  });
  await vi.waitFor(() => expect(output).toContain("curl"), { timeout: 60_000 });
  const [url = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? [];
  return { npm, url };
}

test("npm start leaves nothing behind when npm ends", async () => {
  const { npm, url } = await startByNpm();
  const health = () => fetch(`${url}/__mock/health`).then(({ status }) => status);
  expect(await health()).toBe(200);
  npm.kill("SIGTERM");
  try {
    await vi.waitFor(() => expect(health()).rejects.toThrow(), { timeout: 20_000, interval: 250 });
  } finally {
    endGroup(npm.pid);
  }
}, 90_000);

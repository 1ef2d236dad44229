/** `npm start [-- --port 4011]`: the reference mock, served from its sources. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./packages.ts";

const main = join(root, "packages/mock/src/cli/main.ts");
const server = spawn(
  process.execPath,
  // The published command sets the second flag too: a small young generation saves memory.
  ["--conditions=@tmf654/source", "--max-semi-space-size=2", main, ...process.argv.slice(2)],
  { stdio: "inherit" },
);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => server.kill(signal));
server.on("exit", (code) => process.exit(code ?? 0));

/** `npm start [-- --port 4011]`: the reference mock, served from its sources. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./packages.ts";

const main = join(root, "packages/mock/src/cli/main.ts");
const server = spawn(
  process.execPath,
  ["--conditions=@tmf654/source", main, ...process.argv.slice(2)],
  { stdio: "inherit" },
);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => server.kill(signal));
// npm starts a shell in between, which does not pass a signal on: end with the shell.
const shell = process.ppid;
setInterval(() => {
  if (process.ppid !== shell) server.kill("SIGTERM");
}, 500).unref();
server.on("exit", (code) => process.exit(code ?? 0));

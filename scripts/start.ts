/**
 * `npm start [-- --port 4011]`: builds what is missing or older than its sources, then serves the
 * reference mock until it is stopped.
 */
import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { isBuilt, packages, root } from "./packages.ts";

if (!packages.every(isBuilt)) {
  const build = [join(import.meta.dirname, "build.ts"), "--missing"];
  execFileSync(process.execPath, build, { stdio: "inherit" });
}

const server = spawn(
  process.execPath,
  // The flag is the bin's own: a small nursery keeps the server's memory small.
  ["--max-semi-space-size=2", join(root, "packages/mock/dist/cli.js"), ...process.argv.slice(2)],
  { stdio: "inherit" },
);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => server.kill(signal));
server.on("exit", (code) => process.exit(code ?? 0));

/** `npm start [-- --port 4011]`: builds what is missing, then serves the reference mock until it is stopped. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { isBuilt, packages, root } from "./packages.ts";

if (!packages.every(isBuilt)) await import("./build.ts");

const server = spawn(
  process.execPath,
  [join(root, "packages/mock/dist/cli.js"), ...process.argv.slice(2)],
  { stdio: "inherit" },
);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => server.kill(signal));
server.on("exit", (code) => process.exit(code ?? 0));

/** The build and the server of the Next app in `app`. It is ready when it prints its address. */
import { execFileSync, spawn } from "node:child_process";
import { createInterface } from "node:readline";

const next = "node_modules/next/dist/bin/next";
const args = ["start", "--port", "0", "--hostname", "127.0.0.1"];

export async function startNext() {
  execFileSync(process.execPath, [next, "build"], { stdio: ["ignore", "ignore", "inherit"] });
  const stdio = ["ignore", "pipe", "inherit"];
  const process_ = spawn(process.execPath, [next, ...args], { stdio });
  const origin = await new Promise((resolve, reject) => {
    process_.once("exit", (code) => reject(new Error(`next start ended with ${code}`)));
    createInterface(process_.stdout).on("line", (line) => {
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
      if (found) resolve(found);
    });
  });
  return { origin, stop: () => process_.kill() };
}

import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import process from "node:process";
import { basePath } from "@tmf654/contract";
import { findPrism } from "../guard/prism-modules.ts";
import { readFlagSettings, readPort } from "./flag-settings.ts";
import { onParentEnd } from "./shutdown.ts";
import type { VerbInput } from "./verbs.ts";

/** Serves the contract's examples with `prism mock`, until a signal or the end of Prism. */
export async function serveExamples(input: VerbInput): Promise<number> {
  const { values, environment, folder, out } = input;
  const { host = "127.0.0.1", ...flags } = readFlagSettings(values);
  const port = flags.port ?? readPort(environment.PORT || undefined, "PORT") ?? 4010;
  const { script, version } = findPrism(folder);
  // Prism ignores the servers of a document, so each path of this document includes the base path.
  const document = createRequire(import.meta.url).resolve("@tmf654/contract/openapi.folded.json");
  out(`Prism ${version} serves examples: curl http://${host}:${port}${basePath}/bucket\n`);
  const child = spawn(
    process.execPath,
    [script, "mock", document, "--port", String(port), "--host", host],
    { stdio: "inherit" },
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  onParentEnd(() => child.kill("SIGTERM"));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(signal === null ? (code ?? 1) : 0));
  });
}

/** How long importing the client takes, in processes that have imported nothing before. */
import type { Host } from "./hosts.ts";
import { failed, type Outcome } from "./outcome.ts";
import { outputOf } from "./processes.ts";

const PROCESSES = 21;
const LIMIT_MS = 10;

/** The median, less that of an empty module: what the file system and the loader cost anyway. */
export async function tryImportTime(app: string, host: Host, kind: "mjs" | "cjs") {
  const what = `import time, ${kind === "mjs" ? "ESM" : "CJS"}`;
  const once = async (...names: string[]): Promise<number> =>
    Number(await outputOf(app, host.command, [...host.args, `import-time.${kind}`, ...names]));
  try {
    const client: number[] = [];
    const empty: number[] = [];
    for (let at = 0; at < PROCESSES; at += 1) {
      client.push(await once("@tmf654/client"));
      empty.push(await once(`./empty.${kind}`));
    }
    const ms = median(client) - median(empty);
    const detail = `${ms.toFixed(1)} ms (limit ${LIMIT_MS} ms, median of ${PROCESSES} processes)`;
    const result = ms > 0 && ms <= LIMIT_MS ? "passed" : "failed";
    return { host: host.name, what, result, detail } satisfies Outcome;
  } catch (error) {
    return failed(host.name, what, error);
  }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

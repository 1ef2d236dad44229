/** Time to import the client in new processes. */
import type { Host } from "./hosts.ts";
import { type Outcome, toFailedOutcome } from "./outcome.ts";
import { outputOf } from "./processes.ts";

const PROCESSES = 15;
const LIMIT_MS = 10;

interface Cost {
  readonly cpu: number;
  readonly wall: number;
}

/**
 * Medians, each minus the median of an empty module, which only measures the loader. The limit
 * applies to CPU time. Wall time is shown too; it grows when the machine is busy.
 */
export async function tryImportTime(
  app: string,
  host: Host,
  kind: "mjs" | "cjs",
): Promise<Outcome> {
  const rowName = `import time of the client, ${kind === "mjs" ? "ESM" : "CJS"}`;
  const measureCost = async (name: string): Promise<Cost> =>
    JSON.parse(await outputOf(app, host.command, [...host.args, `import-time.${kind}`, name]));
  try {
    const client: Cost[] = [];
    const emptyCosts: Cost[] = [];
    for (let at = 0; at < PROCESSES; at += 1) {
      client.push(await measureCost("@tmf654/client"));
      emptyCosts.push(await measureCost(`./empty.${kind}`));
    }
    const cpu = median(client, "cpu") - median(emptyCosts, "cpu");
    const wall = median(client, "wall") - median(emptyCosts, "wall");
    const detail = `${cpu.toFixed(1)} ms of CPU time (limit ${LIMIT_MS}), ${wall.toFixed(1)} ms elapsed`;
    return { host: host.name, name: rowName, result: isGood(cpu) ? "passed" : "failed", detail };
  } catch (error) {
    return toFailedOutcome(host.name, rowName, error);
  }
}

/** Whether a difference is within the limit. An import takes time, so 0 is an invalid measurement. */
const isGood = (ms: number): boolean => ms > 0 && ms <= LIMIT_MS;

function median(costs: readonly Cost[], member: keyof Cost): number {
  const sortedValues = costs.map((cost) => cost[member]).sort((a, b) => a - b);
  return sortedValues[Math.floor(sortedValues.length / 2)] ?? Number.NaN;
}

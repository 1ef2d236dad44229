/**
 * `npm run bench -- --guard`: the ratios of the mock's server in about a minute. The limits have
 * a margin for a busy machine, and are below the double of usual ratios.
 */

import { type WorkName, worksOf } from "./mock-works.ts";
import { builtCommand, canMeasure } from "./server-process.ts";
import { costsOf } from "./turns.ts";

/** The limits: nine tenths of the double of the ratios that a busy machine measures. */
const limits: Readonly<Record<WorkName, number>> = {
  get: 2.8,
  list: 4.8,
  topup: 8.2,
  refusal: 4.4,
};
const requests = 2000;
const rounds = 5;

/** Returns a sentence for each ratio above its limit. */
export async function missedLimits(): Promise<readonly string[]> {
  if (!canMeasure) return [];
  const works = await worksOf();
  const missed: string[] = [];
  for (const name of Object.keys(limits) as WorkName[]) {
    const work = works[name];
    const mock = { name: "mock", args: builtCommand(["--log", "off"]), work, requests };
    const [cost] = await costsOf([mock], work, rounds);
    const ratio = cost?.ratio ?? Number.NaN;
    console.log(`${work.name.padEnd(48)} ${ratio.toFixed(2)} × node:http, limit ${limits[name]}`);
    if (!(ratio <= limits[name])) {
      missed.push(`${work.name} takes ${ratio.toFixed(2)} × the processor time of node:http.`);
    }
  }
  return missed;
}

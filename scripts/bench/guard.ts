/**
 * `npm run bench -- --guard`: the ratios of the mock's server in about a minute. The limits have
 * a margin for a busy machine, and are below twice the usual ratios.
 */

import { type WorkName, worksOf } from "./mock-works.ts";
import { builtCommand, canMeasure } from "./server-process.ts";
import { costsOf } from "./turns.ts";

/** The limits: 1.8 times the ratios that a busy machine measures. */
const limits: Readonly<Record<WorkName, number>> = {
  get: 3,
  list: 5,
  topup: 8.5,
  refusal: 4.7,
};

/** Returns a sentence for each ratio above its limit. */
export async function findMissedLimits(): Promise<readonly string[]> {
  if (!canMeasure) return [];
  const works = await worksOf();
  const sentences: string[] = [];
  for (const name of Object.keys(limits) as WorkName[]) {
    const work = works[name];
    const mock = { name: "mock", args: builtCommand(["--log", "off"]), work };
    const [cost] = await costsOf([mock], work);
    const ratio = cost?.ratio ?? Number.NaN;
    console.log(`${work.name.padEnd(48)} ${ratio.toFixed(2)} × node:http, limit ${limits[name]}`);
    if (!(ratio <= limits[name])) {
      sentences.push(`${work.name} takes ${ratio.toFixed(2)} × the processor time of node:http.`);
    }
  }
  return sentences;
}

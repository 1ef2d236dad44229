/**
 * `npm run spec:compare -- <published.swagger.json>`: compares the structure of the published file
 * with spec/. It prints every difference with the erratum that explains it. It fails on an
 * unexplained difference and on an outdated erratum.
 */
import { readFileSync } from "node:fs";
import { bundleDocument } from "../generate/document.ts";
import { type Difference, describeDifference, findFactDifferences } from "./differences.ts";
import { type Erratum, findExplanations, findStaleClaims, readErrata } from "./errata.ts";
import type { Node } from "./facts.ts";
import { openapiFacts } from "./openapi.ts";
import { swaggerFacts } from "./swagger.ts";

export interface Comparison {
  readonly facts: number;
  readonly explained: readonly { readonly difference: Difference; readonly ids: string[] }[];
  readonly unexplained: readonly Difference[];
  readonly stale: readonly string[];
}

export function compare(published: Node, ours: Node, errata: readonly Erratum[]): Comparison {
  const facts = swaggerFacts(published);
  const foundDifferences = findFactDifferences(facts, openapiFacts(ours));
  const explained = foundDifferences.map((difference) => ({
    difference,
    ids: findExplanations(errata, difference).map(({ id }) => id),
  }));
  return {
    facts: facts.length,
    explained: explained.filter(({ ids }) => ids.length > 0),
    unexplained: explained.flatMap(({ ids, difference }) => (ids.length > 0 ? [] : [difference])),
    stale: findStaleClaims(errata, facts, foundDifferences),
  };
}

/** The lines to print: the differences, then the failures, then the result. */
export function report({ facts, explained, unexplained, stale }: Comparison): string[] {
  const verdict =
    unexplained.length + stale.length === 0 ? "equal but for the errata" : "NOT equal";
  return [
    ...explained.map(({ difference, ids }) => `${describeDifference(difference)}  [${ids}]`),
    ...unexplained.map((difference) => `UNEXPLAINED ${describeDifference(difference)}`),
    ...stale.map((claim) => `STALE ${claim}`),
    `${facts} facts published; ${explained.length} differences explained, ` +
      `${unexplained.length} not, ${stale.length} stale claims: ${verdict}`,
  ];
}

function readPublished(path: string): Node | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Node;
  } catch {
    return undefined;
  }
}

async function main([path]: readonly string[]): Promise<number> {
  if (path === undefined) {
    console.error(
      "The path of the published file is missing: npm run spec:compare -- TMF654.swagger.json",
    );
    return 2;
  }
  const published = readPublished(path);
  if (published === undefined) {
    console.error(`${path} does not exist or is not JSON: name the published swagger file.`);
    return 2;
  }
  const ours = (await bundleDocument("spec/openapi.yaml")) as unknown as Node;
  const comparison = compare(published, ours, readErrata(readFileSync("spec/errata.yaml", "utf8")));
  console.log(report(comparison).join("\n"));
  return comparison.unexplained.length + comparison.stale.length === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));

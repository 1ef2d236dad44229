/** The comparison of the validators with Ajv: random messages get the same result and paths. */
import document from "@tmf654/contract/openapi.json" with { type: "json" };
import { schemaFor, schemaNames } from "@tmf654/validation/all";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { mutate, schemas, validInstance } from "./support/instances.ts";
import { seededRandom } from "./support/random.ts";

const perSchema = 500 * Number(process.env.TMF654_DEEP ?? 1);

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(document, "contract");

function oracleFor(name: string): ValidateFunction {
  const found = ajv.getSchema(`contract#/components/schemas/${name}`);
  if (found === undefined) throw new Error(`Ajv knows no schema ${name}`);
  return found;
}

const decode = (step: string): string => step.replaceAll("~1", "/").replaceAll("~0", "~");

/** For a missing member, Ajv reports the path of the object; our path leads to the member. */
function pathOf({ instancePath, keyword, params }: ErrorObject): string {
  const steps = instancePath.split("/").slice(1).map(decode);
  return JSON.stringify(keyword === "required" ? [...steps, params.missingProperty] : steps);
}

const sortUnique = (paths: readonly string[]): readonly string[] => [...new Set(paths)].sort();

function ownPaths(name: (typeof schemaNames)[number], instance: unknown): readonly string[] {
  const issues = schemaFor(name).check(instance, { maxIssues: 1e6 });
  return sortUnique(issues.map(({ path }) => JSON.stringify(path.map(String))));
}

test.each(schemaNames)(`%s reports the same paths as Ajv for ${perSchema} messages`, (name) => {
  const oracle = oracleFor(name);
  let refused = 0;
  for (let round = 0; round < perSchema; round += 1) {
    const random = seededRandom(round);
    let instance = validInstance(schemas[name] ?? {}, random);
    for (let times = random.below(4); times > 0; times -= 1) instance = mutate(instance, random);
    const valid = oracle(instance);
    const expected = valid ? [] : sortUnique((oracle.errors ?? []).map(pathOf));
    if (!valid) refused += 1;
    const own = ownPaths(name, instance);
    if (own.join() === expected.join()) continue;
    expect(own, `round ${round}: ${JSON.stringify(instance)}`).toEqual(expected);
  }
  expect(refused).toBeGreaterThan(perSchema / 20);
  expect(refused).toBeLessThan(perSchema);
});

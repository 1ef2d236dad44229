/** The comparison of the validators with Prism, which validates messages over HTTP. */

import { operations } from "@tmf654/contract";
import folded from "@tmf654/contract/openapi.folded.json" with { type: "json" };
import { type SchemaName, schemaFor } from "@tmf654/validation/all";
import { expect, test } from "vitest";
import { type CheckedCall, createContractCheck } from "../../../scripts/prism/contract-check.ts";
import { mutate, schemas, validInstance } from "./support/instances.ts";
import { seededRandom } from "./support/random.ts";

const rounds = 40 * Number(process.env.TMF654_DEEP ?? 1);

/** The known differences from Prism, with the reasons. Everything else has to agree. */
const known: readonly { readonly why: string; readonly applies: (sent: unknown) => boolean }[] = [
  {
    why: "Prism validates object bodies only; it may treat others as a missing body.",
    applies: (sent) => typeof sent !== "object" || sent === null || Array.isArray(sent),
  },
  {
    why: "Prism limits `format: float` to 32 bits; the contract uses it for money.",
    applies: (sent) => JSON.stringify(sent).includes("1e+308"),
  },
];

const verdictOf = await createContractCheck(folded);
const base = folded.paths;
const prefix = Object.keys(base)[0]?.replace(/\/[^/]*$/, "") ?? "";
const json = { "content-type": "application/json" };

type Operation = (typeof operations)[keyof typeof operations];

const urlOf = ({ path }: Operation): string => prefix + path.replace(/\{\w+\}/g, "b1");

async function isValidByPrism(call: CheckedCall, side: "request" | "response"): Promise<boolean> {
  const verdict = await verdictOf(call);
  expect(verdict.operationId).toBeDefined();
  const inBody = verdict[side].filter(({ severity }) => severity === "error");
  return inBody.length === 0;
}

async function compare(name: SchemaName, isValid: (instance: unknown) => Promise<boolean>) {
  let refused = 0;
  for (let seed = 0; seed < rounds; seed += 1) {
    const random = seededRandom(seed);
    const valid = validInstance(schemas[name] ?? {}, random);
    // Compare the value as it is sent, because JSON has no -0 and no NaN.
    const sent = JSON.parse(JSON.stringify(seed % 2 ? mutate(valid, random) : valid));
    if (known.some(({ applies }) => applies(sent))) continue;
    const ours = schemaFor(name).check(sent).length === 0;
    expect(await isValid(sent), `${name}, seed ${seed}: ${JSON.stringify(sent)}`).toBe(ours);
    if (!ours) refused += 1;
  }
  expect(refused).toBeGreaterThan(0);
}

const all: readonly Operation[] = Object.values(operations);
const withBody = all.filter(({ body }) => body !== null);
const withResponse = all.filter(({ response, isList }) => response !== null && !isList);

test.each(withBody)("$id: request bodies", async (operation) => {
  await compare(operation.body as SchemaName, (sent) =>
    isValidByPrism(
      {
        method: operation.method,
        url: urlOf(operation),
        requestHeaders: json,
        requestBody: JSON.stringify(sent),
        status: operation.successStatus,
        headers: json,
      },
      "request",
    ),
  );
});

test.each(withResponse)("$id: response bodies", async (operation) => {
  await compare(operation.response as SchemaName, (sent) =>
    isValidByPrism(
      {
        method: operation.method,
        url: urlOf(operation),
        requestHeaders: json,
        status: operation.successStatus,
        headers: { ...json, location: "http://host/x", "x-total-count": "1" },
        body: JSON.stringify(sent),
      },
      "response",
    ),
  );
});

import { beforeAll, describe, expect, test } from "vitest";
import { bundleDocument, type OpenApiDocument } from "../generate/document.ts";
import { portabilityIssues } from "./portability.ts";

let document: OpenApiDocument;
beforeAll(async () => {
  document = await bundleDocument("spec/openapi.yaml");
});

describe("a client generator of any language reads the contract", () => {
  test("no construct is read wrongly, and every limit is declared", () => {
    expect(portabilityIssues(document)).toEqual([]);
  });

  const parameterPath = (name: string) => ["components", "parameters", name, "schema"];
  const schema = (name: string) => ["components", "schemas", name];
  const memberPath = (name: string, schemaName: string) => [
    ...schema(name),
    "properties",
    schemaName,
  ];
  const dates = { anyOf: [{ type: "string", format: "date-time" }, { type: "string" }] };

  test.each<[string, string[], unknown, string]>([
    [
      "a choice of formats in a comparison",
      parameterPath("confirmationDate-gt"),
      dates,
      "GET /bucket parameter confirmationDate.gt: has anyOf",
    ],
    [
      "a choice of formats in a list of values",
      [...parameterPath("confirmationDate"), "items"],
      dates,
      "GET /bucket parameter confirmationDate items: has anyOf",
    ],
    [
      "an object as a parameter",
      parameterPath("sort"),
      { type: "object" },
      "GET /bucket parameter sort: must be a plain value or a list of them, is object",
    ],
    [
      "a default page size",
      [...parameterPath("limit"), "default"],
      1000,
      "GET /bucket parameter limit: has a default that no server applies",
    ],
    [
      "a limit without a least value",
      [...parameterPath("limit"), "minimum"],
      undefined,
      "GET /bucket parameter limit: minimum is missing",
    ],
    [
      "an offset without a least value",
      [...parameterPath("offset"), "minimum"],
      undefined,
      "GET /bucket parameter offset: minimum is missing",
    ],
    [
      "a key of any length",
      [...parameterPath("Idempotency-Key"), "maxLength"],
      undefined,
      "POST /topupBalance parameter Idempotency-Key: maxLength is missing",
    ],
    [
      "an empty id in a path",
      [...parameterPath("id-path"), "minLength"],
      undefined,
      "GET /bucket/{id} parameter id: minLength is missing",
    ],
    [
      "an amount of 32 bits",
      [...memberPath("Quantity", "amount"), "format"],
      "float",
      "schema Quantity.amount: a number without format double is read as 32 bits",
    ],
    [
      "an amount without a format as a parameter",
      [...parameterPath("remainingValue-amount-gt"), "format"],
      undefined,
      "GET /bucket parameter remainingValue.amount.gt: a number without format double is read " +
        "as 32 bits",
    ],
    [
      "a default amount",
      [...memberPath("Quantity", "amount"), "default"],
      1,
      "schema Quantity.amount: has a default that no server applies",
    ],
    [
      "a member of two types",
      [...memberPath("Bucket", "name"), "type"],
      ["string", "null"],
      "schema Bucket.name: more than one type",
    ],
    [
      "a choice inside a list",
      [...memberPath("Error", "errors"), "items", "oneOf"],
      [],
      "schema Error.errors.items: has oneOf",
    ],
    [
      "a schema that nothing uses",
      schema("EntityRef"),
      { type: "object" },
      "schema EntityRef: no operation uses it",
    ],
    ["no contact", ["info", "contact"], undefined, "info.contact: missing"],
  ])("%s is an issue", (_, steps, value, issue) => {
    expect(portabilityIssues(editDocument(steps, value))).toContain(issue);
  });
});

/** A copy of the document with one node replaced, or removed when there is no value. */
function editDocument(steps: readonly string[], value: unknown): OpenApiDocument {
  const copy = structuredClone(document);
  const lastStep = steps.at(-1) ?? "";
  const parent = steps
    .slice(0, -1)
    .reduce(
      (node, step) => node[step] as Record<string, unknown>,
      copy as unknown as Record<string, unknown>,
    );
  if (value === undefined) delete parent[lastStep];
  else parent[lastStep] = value;
  return copy;
}

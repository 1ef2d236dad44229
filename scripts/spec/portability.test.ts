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

  const parameter = (name: string) => ["components", "parameters", name, "schema"];
  const schema = (name: string) => ["components", "schemas", name];
  const member = (name: string, of: string) => [...schema(name), "properties", of];
  const dates = { anyOf: [{ type: "string", format: "date-time" }, { type: "string" }] };

  test.each<[string, string[], unknown, string]>([
    [
      "a choice of formats in a comparison",
      parameter("confirmationDate-gt"),
      dates,
      "GET /bucket parameter confirmationDate.gt: has anyOf",
    ],
    [
      "a choice of formats in a list of values",
      [...parameter("confirmationDate"), "items"],
      dates,
      "GET /bucket parameter confirmationDate items: has anyOf",
    ],
    [
      "an object as a parameter",
      parameter("sort"),
      { type: "object" },
      "GET /bucket parameter sort: must be a plain value or a list of them, is object",
    ],
    [
      "a default page size",
      [...parameter("limit"), "default"],
      1000,
      "GET /bucket parameter limit: has a default that no server applies",
    ],
    [
      "a limit without a least value",
      [...parameter("limit"), "minimum"],
      undefined,
      "GET /bucket parameter limit: minimum is missing",
    ],
    [
      "an offset without a least value",
      [...parameter("offset"), "minimum"],
      undefined,
      "GET /bucket parameter offset: minimum is missing",
    ],
    [
      "a key of any length",
      [...parameter("Idempotency-Key"), "maxLength"],
      undefined,
      "POST /topupBalance parameter Idempotency-Key: maxLength is missing",
    ],
    [
      "an empty id in a path",
      [...parameter("id-path"), "minLength"],
      undefined,
      "GET /bucket/{id} parameter id: minLength is missing",
    ],
    [
      "an amount of 32 bits",
      [...member("Quantity", "amount"), "format"],
      "float",
      "schema Quantity.amount: a number without format double is read as 32 bits",
    ],
    [
      "an amount without a format as a parameter",
      [...parameter("remainingValue-amount-gt"), "format"],
      undefined,
      "GET /bucket parameter remainingValue.amount.gt: a number without format double is read " +
        "as 32 bits",
    ],
    [
      "a default amount",
      [...member("Quantity", "amount"), "default"],
      1,
      "schema Quantity.amount: has a default that no server applies",
    ],
    [
      "a member of two types",
      [...member("Bucket", "name"), "type"],
      ["string", "null"],
      "schema Bucket.name: more than one type",
    ],
    [
      "a choice inside a list",
      [...member("Error", "errors"), "items", "oneOf"],
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
  const last = steps.at(-1) ?? "";
  const parent = steps
    .slice(0, -1)
    .reduce(
      (node, step) => node[step] as Record<string, unknown>,
      copy as unknown as Record<string, unknown>,
    );
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

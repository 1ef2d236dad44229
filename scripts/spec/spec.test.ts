import { beforeAll, describe, expect, test } from "vitest";
import { bundleDocument, type OpenApiDocument, operationsOf } from "../generate/document.ts";
import { additionGaps, descriptionGaps, exampleGaps, exampleValues } from "./gaps.ts";

let document: OpenApiDocument;
beforeAll(async () => {
  document = await bundleDocument("spec/openapi.yaml");
});

/** A copy of the document with one part removed or replaced, as a mistake would do. */
function editDocument(steps: readonly string[], value?: unknown): OpenApiDocument {
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

test("the contract is complete", () => {
  expect(operationsOf(document)).toHaveLength(40);
  expect(Object.keys(document.components.schemas)).toHaveLength(59);
  const names = Object.values(document.components).flatMap((group) => Object.keys(group));
  expect(names.filter((name) => /-\d+$/.test(name))).toEqual([]);
});

describe("descriptions", () => {
  test("every part has one", () => {
    expect(descriptionGaps(document)).toEqual([]);
  });

  test.each<[string[], string]>([
    [["paths", "/bucket", "get", "summary"], "GET /bucket summary"],
    [["paths", "/hub", "post", "description"], "POST /hub"],
    [["paths", "/hub", "post", "requestBody", "description"], "POST /hub body"],
    [["paths", "/hub", "post", "responses", "201", "description"], "POST /hub 201"],
    [["components", "parameters", "voucher", "description"], "GET /topupBalance parameter voucher"],
    [["components", "headers", "ETag", "description"], "GET /bucket 304 header ETag"],
    [["components", "schemas", "Money", "description"], "schema Money"],
    [["components", "schemas", "Money", "properties", "unit", "description"], "schema Money.unit"],
    [
      ["components", "schemas", "Bucket", "properties", "validFor", "description"],
      "schema Bucket.validFor",
    ],
    [
      [
        ..."components schemas Error properties errors items properties path".split(" "),
        "description",
      ],
      "schema Error.errors.path",
    ],
    [["tags", "0", "description"], "tag bucket"],
  ])("without %j there is a gap", (steps, gap) => {
    expect(descriptionGaps(editDocument(steps))).toContain(gap);
  });

  test("an enum describes every value", () => {
    const steps = ["components", "schemas", "UsageType", "enum"];
    expect(descriptionGaps(editDocument(steps, ["data", "fax"]))).toEqual([
      "schema UsageType value fax",
    ]);
  });
});

describe("examples", () => {
  test("every request, 2xx and 4xx has a named one", () => {
    expect(exampleGaps(document)).toEqual([]);
  });

  const media = ["content", "application/json", "examples"];
  test.each<[string[], string]>([
    [["paths", "/hub", "post", "requestBody", ...media], "POST /hub body application/json"],
    [["paths", "/hub", "post", "responses", "201", ...media], "POST /hub 201 application/json"],
    [["components", "responses", "NotFound", ...media], "GET /bucket/{id} 404 application/json"],
    [
      ["components", "examples", "bucketMoney", "value"],
      "GET /bucket/{id} 200 application/json money",
    ],
  ])("without %j there is a gap", (steps, gap) => {
    expect(exampleGaps(editDocument(steps))).toContain(gap);
  });

  test("every href leads to a path of the contract", () => {
    const base = document.servers[0]?.url ?? "";
    const paths = Object.keys(document.paths).map((path) => base + path.replace("{id}", "[^/]+"));
    const knownPaths = new RegExp(`^(${paths.join("|")})$`);
    const hrefs = [...JSON.stringify(exampleValues(document)).matchAll(/"href":"([^"]*)"/g)];
    expect(hrefs.length).toBeGreaterThan(100);
    expect(hrefs.map(([, href = ""]) => href).filter((href) => !knownPaths.test(href))).toEqual([]);
  });

  test("a resource's href ends in its id", () => {
    const pairs = [
      ...JSON.stringify(exampleValues(document)).matchAll(/"id":"([^"]*)","href":"([^"]*)"/g),
    ];
    expect(pairs.length).toBeGreaterThan(100);
    expect(pairs.filter(([, id, href = ""]) => !href.endsWith(`/${id}`))).toEqual([]);
  });
});

describe("additions to the published contract", () => {
  test("each is marked", () => {
    expect(additionGaps(document)).toEqual([]);
  });

  const mark = "x-addition";
  test.each<[string[], string]>([
    [["components", "parameters", "sort", mark], "GET /bucket parameter sort"],
    [["components", "parameters", "id", mark], "GET /bucket parameter id"],
    [["components", "headers", "Link", mark], "GET /bucket 200 header Link"],
    [["components", "responses", "TooManyRequests", mark], "POST /hub 429"],
    [["paths", "/bucket", "get", "responses", "206", mark], "GET /bucket 206"],
    [
      [
        ..."paths /topupBalance/{id} patch requestBody content".split(" "),
        "application/merge-patch+json",
        mark,
      ],
      "PATCH /topupBalance/{id} body application/merge-patch+json",
    ],
    [
      ["components", "schemas", "TopupBalance", "properties", "failure", mark],
      "schema TopupBalance.failure",
    ],
  ])("without %j there is a gap", (steps, gap) => {
    expect(additionGaps(editDocument(steps))).toContain(gap);
  });
});

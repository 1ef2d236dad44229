import { expect, test } from "vitest";
import { findFactDifferences } from "./differences.ts";
import type { Fact } from "./facts.ts";
import { openapiFacts } from "./openapi.ts";
import { swaggerFacts } from "./swagger.ts";

const schemas = {
  Thing: { type: "object", required: ["id"], properties: { id: { type: "string" } } },
};

const swagger = {
  swagger: "2.0",
  info: { version: "1" },
  host: "h",
  basePath: "/b",
  schemes: ["https"],
  consumes: ["application/json"],
  produces: ["application/json"],
  tags: [{ name: "thing" }],
  paths: {
    "/thing": {
      post: {
        operationId: "makeThing",
        tags: ["thing"],
        parameters: [
          { name: "dry", in: "query", type: "boolean", description: "words" },
          { name: "body", in: "body", required: true, schema: { $ref: "#/definitions/Thing" } },
        ],
        responses: {
          "201": {
            description: "words",
            headers: { "X-Count": { type: "integer" } },
            schema: { type: "array", items: { $ref: "#/definitions/Thing" } },
          },
          "204": { description: "words" },
        },
      },
    },
  },
  definitions: schemas,
};

const ref = { $ref: "#/components/schemas/Thing" };

const openapi = {
  openapi: "3.1.0",
  info: { version: "1" },
  servers: [{ url: "https://h/b" }],
  tags: [{ name: "thing" }],
  paths: {
    "/thing": {
      post: {
        operationId: "makeThing",
        tags: ["thing"],
        parameters: [{ $ref: "#/components/parameters/dry" }],
        requestBody: { required: true, content: { "application/json": { schema: ref } } },
        responses: {
          "201": { $ref: "#/components/responses/Made" },
          "204": { description: "other words" },
        },
      },
    },
  },
  components: {
    parameters: { dry: { name: "dry", in: "query", schema: { type: "boolean" } } },
    headers: { Count: { schema: { type: "integer" } } },
    responses: {
      Made: {
        headers: { "X-Count": { $ref: "#/components/headers/Count" } },
        content: { "application/json": { schema: { type: "array", items: ref } } },
      },
    },
    schemas,
  },
};

test("the same contract in both formats has the same facts, but for the body's name", () => {
  expect(findFactDifferences(swaggerFacts(swagger), openapiFacts(openapi))).toEqual([
    {
      kind: "removed",
      path: "POST /thing > body > name",
      published: "body",
      isAddition: false,
    },
  ]);
});

const additions = (facts: readonly Fact[]): string[] =>
  facts.filter(({ isAddition }) => isAddition).map(({ path }) => path);

test.each<[string, object, string[]]>([
  ["nothing", {}, []],
  [
    "a referred parameter",
    { parameters: { dry: { ...openapi.components.parameters.dry, "x-addition": true } } },
    [
      "POST /thing > query dry",
      "POST /thing > query dry > required",
      "POST /thing > query dry > type",
    ],
  ],
  [
    "a referred header",
    { headers: { Count: { ...openapi.components.headers.Count, "x-addition": true } } },
    ["POST /thing > 201 > header X-Count", "POST /thing > 201 > header X-Count > type"],
  ],
  [
    "a property",
    { schemas: { Thing: { properties: { id: { type: "string", "x-addition": true } } } } },
    ["schema Thing > .id", "schema Thing > .id > type"],
  ],
])("the mark applies to every fact inside: %s", (_, components, expected) => {
  const document = { ...openapi, components: { ...openapi.components, ...components } };
  expect(additions(openapiFacts(document))).toEqual(expected);
});

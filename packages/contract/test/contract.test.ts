import {
  attributes,
  attributeValues,
  basePath,
  bucketStatusTypeValues,
  events,
  operations,
  resources,
} from "@tmf654/contract";
import folded from "@tmf654/contract/openapi.folded.json" with { type: "json" };
import document from "@tmf654/contract/openapi.json" with { type: "json" };
import { describe, expect, test } from "vitest";

const rows = Object.values(operations);

test("the table and the document have the same operations", () => {
  const declared = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { operationId }]) => `${operationId} ${method} ${path}`),
  );
  const listed = rows.map(({ id, method, path }) => `${id} ${method.toLowerCase()} ${path}`);
  expect(listed.sort()).toEqual(declared.sort());
});

test("every schema that an operation names is in the document", () => {
  const names = rows.flatMap(({ body, response }) => [body, response]);
  const unknown = names.filter((name) => name && document.components.schemas?.[name] === undefined);
  expect(unknown).toEqual([]);
});

test("the folded document has the base path in its paths, the usual document in its server", () => {
  expect(document.servers[0]?.url).toBe(basePath);
  expect(Object.keys(folded.paths)).toEqual(Object.keys(document.paths).map((p) => basePath + p));
});

test.each(Object.values(resources))("$name has only its own operations", (resource) => {
  for (const [action, id] of Object.entries(resource.operations)) {
    expect(operations[id]).toMatchObject({ id, action, resource: resource.name });
  }
});

describe("attributes", () => {
  test.each([
    ["bucket", "status", "enum"],
    ["bucket", "confirmationDate", "date-time"],
    ["bucket", "remainingValue.amount", "number"],
    ["bucket", "product.id", "string"],
    ["topupBalance", "isAutoTopup", "boolean"],
    ["topupBalance", "failure.code", "string"],
    ["transferBalance", "receiverBucket.id", "string"],
    ["accumulatedBalance", "bucket", "array"],
    ["balanceActionHistory", "@type", "string"],
  ] as const)("of %s include %s of kind %s", (resource, path, kind) => {
    expect(Object.entries(attributes[resource])).toContainEqual([path, kind]);
  });

  test("of kind enum, and only these, have a list of values", () => {
    for (const [resource, kinds] of Object.entries(attributes)) {
      const enums = Object.entries(kinds).filter(([, kind]) => kind === "enum");
      const values = Object.entries(attributeValues).find(([name]) => name === resource)?.[1] ?? {};
      expect(Object.keys(values).sort()).toEqual(enums.map(([path]) => path).sort());
    }
    expect(attributeValues.bucket.status).toEqual(bucketStatusTypeValues);
  });
});

test("each of the four actions has three events, each with its own path", () => {
  const pairs = events.map(({ resource, kind }) => `${resource} ${kind}`);
  expect(new Set(pairs).size).toBe(12);
  for (const { operationId, listenerPath, eventType } of events) {
    expect(operations[operationId]).toMatchObject({ path: listenerPath, body: eventType });
  }
});

import { operations } from "@tmf654/contract";
import document from "@tmf654/contract/openapi.json" with { type: "json" };
import fc from "fast-check";
import type { ResourceName } from "../../src/ports/resource.ts";
import { attributesOf } from "../../src/query/attributes.ts";
import type { Call } from "./send.ts";

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}
type Operation = (typeof operations)[keyof typeof operations];

const schemas = document.components.schemas as Readonly<Record<string, Schema>>;
const hostileTexts = [
  "",
  " ",
  "\u0000",
  "__proto__",
  "constructor",
  "../../etc/passwd",
  "%00",
  "💸".repeat(40),
  "x".repeat(3000),
  "1e999",
  "-0",
  "NaN",
  "'; DROP TABLE bucket;--",
  "2026-02-30T25:61:00Z",
  "9999-12-31T23:59:60Z",
  "(a+)+$",
];

/** Known names for generated requests, so that some of them match a resource. */
export interface Known {
  readonly ids: readonly string[];
  readonly accounts: readonly string[];
}

/** A request to any operation: well formed, nearly so, or hostile. */
export function requestArbitrary(known: Known): fc.Arbitrary<Call> {
  const operation = fc.constantFrom(...(Object.values(operations) as readonly Operation[]));
  return operation.chain((declaredOperation) =>
    fc
      .record({
        method: fc.oneof(
          { weight: 20, arbitrary: fc.constant(declaredOperation.method) },
          anyMethod,
        ),
        id: fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...known.ids) }, hostile),
        query:
          declaredOperation.method === "GET"
            ? queryArbitrary(declaredOperation.resource)
            : fc.constant(""),
        body:
          declaredOperation.body === null
            ? fc.constant(undefined)
            : bodyArbitrary(declaredOperation.body, known),
        headers: headersArbitrary,
      })
      .map(({ method, id, query, body, headers }): Call => {
        const path = declaredOperation.path.replace("{id}", encodeURIComponent(id)) + query;
        const bodiless = method === "GET" || method === "HEAD" || body === undefined;
        return { method, path, headers, ...(bodiless ? {} : { body }) };
      }),
  );
}

const hostile = fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: "binary" }));
const anyMethod = fc.constantFrom("GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS");

const headersArbitrary = fc
  .record(
    {
      "content-type": fc.oneof(
        { weight: 20, arbitrary: fc.constant("application/json") },
        fc.constantFrom(
          "application/merge-patch+json",
          "text/plain",
          "x",
          "application/json;charset=x",
        ),
      ),
      "if-none-match": fc.constantFrom("*", '"x"', 'W/"', ",,"),
      "idempotency-key": fc.constantFrom("k1", "k2", " ", "k".repeat(300)),
      prefer: fc.constantFrom("code=503", "code=000", "respond-async", "delay=", ";;"),
      authorization: fc.constantFrom("Bearer x", "Basic", "\t"),
      origin: fc.constantFrom("http://localhost:5173", "null"),
    },
    { requiredKeys: ["content-type"] },
  )
  .map((headers) => Object.fromEntries(Object.entries(headers).filter(([, v]) => v !== undefined)));

function queryArbitrary(resource: string): fc.Arbitrary<string> {
  const names = [...attributesOf(resource as ResourceName).keys()];
  const operator = fc.constantFrom("", ".eq", ".ne", ".gt", ".gte", ".lt", ".lte", ".in", ".regex");
  const value = fc.oneof(
    hostile,
    fc.constantFrom(
      "active",
      "completed",
      "data",
      "5",
      "2026-01-01",
      "2026-01-01T00:00:00Z",
      "a,b",
    ),
  );
  const filter = fc
    .tuple(fc.oneof({ weight: 10, arbitrary: fc.constantFrom(...names) }, hostile), operator, value)
    .map(([name, op, text]) => `${encodeURIComponent(name)}${op}=${encodeURIComponent(text)}`);
  const reserved = fc.oneof(
    fc.nat({ max: 60 }).map((n) => `limit=${n}`),
    fc.integer().map((n) => `offset=${n}`),
    fc.constantFrom(...names).map((name) => `fields=${name}`),
    fc.constantFrom(...names).map((name) => `sort=-${name}`),
    hostile.map((text) => `limit=${encodeURIComponent(text)}`),
  );
  const raw = fc.string({ unit: fc.constantFrom(..."%&=;,<>~.+-ab1\\") });
  const part = fc.oneof({ weight: 5, arbitrary: filter }, { weight: 4, arbitrary: reserved }, raw);
  return fc
    .array(part, { maxLength: 3 })
    .map((parts) => (parts.length ? `?${parts.join("&")}` : ""));
}

function bodyArbitrary(schema: string, known: Known): fc.Arbitrary<unknown> {
  const valid = schemaArbitrary({ $ref: schema }, "", known);
  return fc.oneof(
    { weight: 10, arbitrary: valid },
    { weight: 6, arbitrary: fc.tuple(valid, fc.nat(), fc.jsonValue()).map(corrupt) },
    { weight: 2, arbitrary: fc.json() },
    { weight: 1, arbitrary: hostile },
    {
      weight: 1,
      arbitrary: fc.constantFrom('{"__proto__":{}}', "[]", "null", '"x"', "{", "[".repeat(9000)),
    },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }) },
  );
}

/** Replaces or removes one member of an object. */
function corrupt([value, at, replacement]: [unknown, number, unknown]): unknown {
  if (typeof value !== "object" || value === null) return replacement;
  const names = Object.keys(value);
  const name = names[at % (names.length || 1)];
  if (name === undefined) return { [`x${at}`]: replacement };
  const { [name]: _, ...rest } = value as Record<string, unknown>;
  return at % 3 === 0 ? rest : { ...rest, [name]: replacement };
}

function schemaArbitrary(schema: Schema, name: string, known: Known): fc.Arbitrary<unknown> {
  const target = schema.$ref?.split("/").at(-1);
  if (target !== undefined) return schemaArbitrary(schemas[target] ?? {}, name, known);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case "object":
      return objectArbitrary(schema, known);
    case "array":
      return fc.array(schemaArbitrary(schema.items ?? {}, name, known), { maxLength: 2 });
    case "number":
    case "integer":
      return fc.oneof(
        fc.constantFrom(1, 5, 0.1, 100),
        fc.integer({ min: -5, max: 1e6 }),
        fc.double(),
      );
    case "boolean":
      return fc.boolean();
    default:
      return textArbitrary(schema, name, known);
  }
}

function objectArbitrary(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const { properties = {}, required = [] } = schema;
  const members = Object.entries(properties).filter(([, each]) => !("x-addition" in each));
  const model = members.map(([name, each]) => [name, schemaArbitrary(each, name, known)] as const);
  const present = ["id", "amount", "units", ...required].filter((name) => name in properties);
  return fc.record(Object.fromEntries(model), { requiredKeys: present });
}

function textArbitrary({ format }: Schema, name: string, known: Known): fc.Arbitrary<string> {
  if (format === "date-time") {
    return fc.constantFrom(
      "2026-01-01T00:00:00Z",
      "2099-12-31T23:59:59+05:30",
      "2020-02-29T00:00:00Z",
    );
  }
  if (format === "uri" || name === "callback") return fc.constant("http://127.0.0.1:9/events");
  if (name === "units")
    return fc.constantFrom("EUR", "GB", "MB", "min", "sms", "USD", "COP", "parsecs");
  if (name === "id") return fc.constantFrom(...known.ids, ...known.accounts, "none");
  return fc.oneof({ weight: 4, arbitrary: fc.constant("text") }, hostile);
}

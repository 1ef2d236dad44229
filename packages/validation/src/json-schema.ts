/** Validators that also tell their JSON Schema (`StandardJSONSchemaV1`), for OpenAPI and AI tools. */
import type { OpenApiDocument } from "@tmf654/contract";
import type { Validator } from "./runtime/validator.ts";

/** A JSON Schema object. */
export type JsonSchema = Record<string, unknown>;

/** Which dialect of JSON Schema is wanted; any other text throws. */
export type JsonSchemaTarget = "draft-2020-12" | "draft-07" | "openapi-3.0" | (string & {});

type Options = { readonly target: JsonSchemaTarget };

/** The Standard JSON Schema interface on top of a validator. */
export type JsonSchemaValidator<T> = Omit<Validator<T>, "~standard"> & {
  readonly "~standard": Validator<T>["~standard"] & {
    readonly jsonSchema: {
      readonly input: (options: Options) => JsonSchema;
      readonly output: (options: Options) => JsonSchema;
    };
  };
};

const dialects: Readonly<Record<string, JsonSchema>> = {
  "draft-2020-12": { $schema: "https://json-schema.org/draft/2020-12/schema" },
  "draft-07": { $schema: "http://json-schema.org/draft-07/schema#" },
  "openapi-3.0": {},
};

type Schemas = Readonly<Record<string, JsonSchema>>;

/** Words that no validator needs; `default` above all, as nothing here ever applies it. */
const omitted: ReadonlySet<string> = /* @__PURE__ */ new Set(["default", "example", "examples"]);

const isKept = (key: string): boolean => !omitted.has(key) && !key.startsWith("x-");

const mapValues = (from: object, change: (value: unknown) => unknown): JsonSchema =>
  Object.fromEntries(Object.entries(from).map(([key, value]) => [key, change(value)]));

/** References are resolved in place: the contract's schemas hold no ring, and no dialect differs. */
function resolve(schema: JsonSchema, schemas: Schemas): JsonSchema {
  const { $ref, ...own } = schema;
  if (typeof $ref === "string") {
    const target = schemas[$ref.slice($ref.lastIndexOf("/") + 1)] ?? {};
    return { ...resolve(target, schemas), ...own };
  }
  const kept = Object.fromEntries(Object.entries(own).filter(([key]) => isKept(key)));
  if (kept.properties) {
    kept.properties = mapValues(kept.properties, (one) => resolve(one as JsonSchema, schemas));
  }
  if (kept.items) kept.items = resolve(kept.items as JsonSchema, schemas);
  return kept;
}

/**
 * The validator with its JSON Schema, taken from the contract's document
 * (`@tmf654/contract/openapi.json`). It tells the structure; rules have no place in JSON Schema.
 */
export function withJsonSchema<T>(
  base: Validator<T>,
  document: OpenApiDocument,
): JsonSchemaValidator<T> {
  const schemas = document.components.schemas as Schemas | undefined;
  const schema = schemas?.[base.schema];
  if (schemas === undefined || schema === undefined) {
    throw new TypeError(`The document has no schema ${base.schema}.`);
  }
  const convert = ({ target }: Options): JsonSchema => {
    const dialect = Object.hasOwn(dialects, target) ? dialects[target] : undefined;
    if (dialect === undefined) throw new TypeError(`JSON Schema ${target} is not supported.`);
    return { ...dialect, title: base.schema, ...resolve(schema, schemas) };
  };
  const jsonSchema = { input: convert, output: convert };
  return { ...base, "~standard": { ...base["~standard"], jsonSchema } };
}

/** Validators that also return their JSON Schema (`StandardJSONSchemaV1`), for OpenAPI and AI tools. */
import type { OpenApiDocument } from "@tmf654/contract";
import type { Validator } from "./runtime/validator.ts";

/** A JSON Schema object. */
export type JsonSchema = Record<string, unknown>;

/** The JSON Schema dialect to return. Any other name throws a `TypeError`. */
export type JsonSchemaTarget = "draft-2020-12" | "draft-07" | "openapi-3.0" | (string & {});

interface JsonSchemaOptions {
  readonly target: JsonSchemaTarget;
}

/** A validator with the Standard JSON Schema interface. */
export type JsonSchemaValidator<T> = Omit<Validator<T>, "~standard"> & {
  readonly "~standard": Validator<T>["~standard"] & {
    readonly jsonSchema: {
      readonly input: (options: JsonSchemaOptions) => JsonSchema;
      readonly output: (options: JsonSchemaOptions) => JsonSchema;
    };
  };
};

const dialects: Readonly<Record<string, JsonSchema>> = {
  "draft-2020-12": { $schema: "https://json-schema.org/draft/2020-12/schema" },
  "draft-07": { $schema: "http://json-schema.org/draft-07/schema#" },
  "openapi-3.0": {},
};

type SchemasByName = Readonly<Record<string, JsonSchema>>;

/** Keywords that do not affect validation. `default` would mislead, because nothing applies it. */
const omittedKeywords: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "default",
  "example",
  "examples",
]);

const isKept = (key: string): boolean => !omittedKeywords.has(key) && !key.startsWith("x-");

const mapValues = (from: object, change: (value: unknown) => unknown): JsonSchema =>
  Object.fromEntries(Object.entries(from).map(([key, value]) => [key, change(value)]));

/** Replaces references by their schemas. The contract has no circular references. */
function resolveSchema(schema: JsonSchema, schemas: SchemasByName): JsonSchema {
  const { $ref, ...own } = schema;
  if (typeof $ref === "string") {
    const target = schemas[$ref.slice($ref.lastIndexOf("/") + 1)] ?? {};
    return { ...resolveSchema(target, schemas), ...own };
  }
  const keptMembers = Object.fromEntries(Object.entries(own).filter(([key]) => isKept(key)));
  if (keptMembers.properties) {
    keptMembers.properties = mapValues(keptMembers.properties, (one) =>
      resolveSchema(one as JsonSchema, schemas),
    );
  }
  if (keptMembers.items)
    keptMembers.items = resolveSchema(keptMembers.items as JsonSchema, schemas);
  return keptMembers;
}

/**
 * Adds the JSON Schema to a validator. The JSON Schema comes from the contract's OpenAPI document
 * (`@tmf654/contract/openapi.json`) and covers the structure, because JSON Schema has no rules.
 * @throws TypeError if the document does not have the validator's schema.
 */
export function withJsonSchema<T>(
  base: Validator<T>,
  document: OpenApiDocument,
): JsonSchemaValidator<T> {
  const schemas = document.components.schemas as SchemasByName | undefined;
  const schema = schemas?.[base.schema];
  if (schemas === undefined || schema === undefined) {
    throw new TypeError(`The OpenAPI document has no schema ${base.schema}.`);
  }
  const convert = ({ target }: JsonSchemaOptions): JsonSchema => {
    const dialect = Object.hasOwn(dialects, target) ? dialects[target] : undefined;
    if (dialect === undefined)
      throw new TypeError(
        `JSON Schema dialect ${target} is not supported: use ${Object.keys(dialects).join(", ")}.`,
      );
    return { ...dialect, title: base.schema, ...resolveSchema(schema, schemas) };
  };
  const jsonSchema = { input: convert, output: convert };
  return { ...base, "~standard": { ...base["~standard"], jsonSchema } };
}

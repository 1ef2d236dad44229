import type { Schema } from "./check.ts";

/** The schema of a text. */
export const text: Schema = { type: "string" };
/** The schema of a text that is not empty. */
export const filledText: Schema = { type: "string", minLength: 1 };
/** The schema of a whole number of 0 or more. */
export const count: Schema = { type: "integer", minimum: 0 };
/** The schema of `true` or `false`. */
export const booleanSchema: Schema = { type: "boolean" };

/**
 * Creates the schema of an object with exactly these members. A name that ends in `?` is optional.
 */
export function recordSchema(members: Readonly<Record<string, Schema>>): Schema {
  const entries = Object.entries(members);
  return {
    type: "object",
    required: entries.map(([name]) => name).filter((name) => !name.endsWith("?")),
    properties: Object.fromEntries(
      entries.map(([name, schema]) => [name.replace("?", ""), schema]),
    ),
    additionalProperties: false,
  };
}

/** Creates the schema of an array of these elements. */
export function listSchema(items: Schema): Schema {
  return { type: "array", items };
}

/** Creates the schema of an array with exactly these elements. */
export function tupleSchema(...elements: readonly Schema[]): Schema {
  const { length } = elements;
  return { type: "array", prefixItems: elements, minItems: length, maxItems: length };
}

import type { Issue } from "../ports/resource.ts";
import { suggestionText } from "./suggest.ts";

/** The part of JSON Schema that the control plane and the profile files need. */
export interface Schema {
  readonly type?: "string" | "number" | "integer" | "boolean" | "object" | "array";
  readonly description?: string;
  /** A text for documentation, which is not checked. */
  readonly format?: "date-time";
  readonly enum?: readonly (string | number)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  /** A pattern of the text. The message about an invalid text is `must be` with the description. */
  readonly pattern?: string;
  readonly items?: Schema;
  /**
   * The schemas of an array's elements by position. `minItems` and `maxItems` limit their number.
   */
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  /**
   * The check of other members: `false` refuses them, and a schema checks them. Default: all are
   * accepted.
   */
  readonly additionalProperties?: false | Schema;
  readonly anyOf?: readonly Schema[];
}

/** Returns all issues with their paths. The list is empty for a valid value. */
export function checkSchema(schema: Schema, value: unknown, path = ""): readonly Issue[] {
  if (schema.anyOf) {
    const optionResults = schema.anyOf.map((alternative) => checkSchema(alternative, value, path));
    if (optionResults.some((issues) => issues.length === 0)) return [];
    // The alternative of the right type with the fewest issues is the most useful.
    const candidates = optionResults.filter((issues) => !isOtherType(issues, path));
    return candidates.sort((a, b) => a.length - b.length)[0] ?? optionResults.at(-1) ?? [];
  }
  if (schema.type && !isOfType(schema.type, value)) {
    return [createIssue(path, "type", `must be ${withArticle(schema.type)}`)];
  }
  if (schema.enum && !schema.enum.some((allowedValue) => allowedValue === value)) {
    return [createIssue(path, "enum", `must be one of ${schema.enum.join(", ")}`)];
  }
  if (Array.isArray(value)) return checkElements(schema, value, path);
  if (typeof value === "object" && value !== null) return checkMembers(schema, value, path);
  return checkScalar(schema, value, path);
}

function isOtherType([firstIssue]: readonly Issue[], path: string): boolean {
  return firstIssue?.code === "type" && firstIssue.path === path;
}

function checkElements(
  { items, prefixItems = [], minItems = 0, maxItems = Number.POSITIVE_INFINITY }: Schema,
  value: readonly unknown[],
  path: string,
): readonly Issue[] {
  const { length } = value;
  if (length < minItems)
    return [createIssue(path, "minItems", `must have at least ${minItems} elements`)];
  if (length > maxItems)
    return [createIssue(path, "maxItems", `must have at most ${maxItems} elements`)];
  return value.flatMap((element, at) => {
    const schema = prefixItems[at] ?? items;
    return schema ? checkSchema(schema, element, `${path}[${at}]`) : [];
  });
}

function checkMembers(schema: Schema, value: object, path: string): readonly Issue[] {
  const { properties = {}, required = [], additionalProperties } = schema;
  const missingIssues = required
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => createIssue(joinPath(path, name), "required", "is missing"));
  const memberIssues = Object.entries(value).flatMap(([name, member]) => {
    if (member === undefined) return [];
    const memberSchema = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    if (memberSchema === undefined) return [];
    if (memberSchema !== false) return checkSchema(memberSchema, member, joinPath(path, name));
    const message = `is not known here${suggestionText(name, Object.keys(properties))}`;
    return [createIssue(joinPath(path, name), "unknown", message)];
  });
  return [...missingIssues, ...memberIssues];
}

function checkScalar(schema: Schema, value: unknown, path: string): readonly Issue[] {
  if (typeof value === "string" && value.length < (schema.minLength ?? 0)) {
    return [createIssue(path, "minLength", "must not be empty")];
  }
  if (typeof value === "string" && !new RegExp(schema.pattern ?? "").test(value)) {
    return [
      createIssue(
        path,
        "pattern",
        schema.description ? `must be ${schema.description}` : `must match ${schema.pattern}`,
      ),
    ];
  }
  if (typeof value !== "number") return [];
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  const { exclusiveMinimum: above } = schema;
  if (above !== undefined && value <= above) {
    return [createIssue(path, "exclusiveMinimum", `must be above ${above}`)];
  }
  if (value < minimum) return [createIssue(path, "minimum", `must be ${minimum} or more`)];
  if (value > maximum) return [createIssue(path, "maximum", `must be ${maximum} or less`)];
  return [];
}

function isOfType(type: NonNullable<Schema["type"]>, value: unknown): boolean {
  switch (type) {
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "integer":
      return Number.isSafeInteger(value);
    case "number":
      // JSON may contain `1e999`, which is read as infinity and is not a usable number.
      return Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

function createIssue(path: string, code: string, message: string): Issue {
  return { path, code, message };
}

function joinPath(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function withArticle(type: string): string {
  return /^[aio]/.test(type) ? `an ${type}` : `a ${type}`;
}

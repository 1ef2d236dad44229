/** The emitter of the table of attributes that a query can use: dotted paths with their kinds. */
import { resourceRows } from "./contract-resources.ts";
import { type OpenApiDocument, resolve, type SchemaObject, schemaNameOf } from "./document.ts";
import { HEADER, key, toLiteral } from "./text.ts";

export type AttributeKind =
  | "string"
  | "number"
  | "boolean"
  | "date-time"
  | "enum"
  | "object"
  | "array";

export interface Attribute {
  path: string;
  kind: AttributeKind;
  values: readonly string[] | null;
  /** The enum's name in the contract; null for a list of values without one. */
  enumName: string | null;
}

/**
 * Every attribute of a schema, at any depth. An array adds no segment of its own: `product.id` is
 * the id of any product, as TMF630 reads a dotted path.
 */
export function attributesOf(document: OpenApiDocument, schema: SchemaObject): Attribute[] {
  const { properties = {} } = resolve(document, schema);
  return Object.entries(properties).flatMap(([name, property]) =>
    attributesAt(document, name, property),
  );
}

function attributesAt(document: OpenApiDocument, path: string, node: SchemaObject): Attribute[] {
  const schema = resolve(document, node);
  const kind = kindOf(schema);
  const enumName = schema.enum && node.$ref !== undefined ? schemaNameOf(node.$ref) : null;
  const attribute: Attribute = { path, kind, values: schema.enum ?? null, enumName };
  const inner = schema.type === "array" ? resolve(document, schema.items ?? {}) : schema;
  const innerAttributes = attributesOf(document, inner);
  return [
    attribute,
    ...innerAttributes.map((attribute) => ({ ...attribute, path: `${path}.${attribute.path}` })),
  ];
}

const KINDS: Readonly<Record<string, AttributeKind>> = {
  string: "string",
  number: "number",
  integer: "number",
  boolean: "boolean",
  array: "array",
};

function kindOf({ type, format, enum: values }: SchemaObject): AttributeKind {
  if (values !== undefined) return "enum";
  if (format === "date-time") return "date-time";
  return KINDS[String(type)] ?? "object";
}

/** The attributes of each resource, in the resources' order. */
export const attributesByResource = (document: OpenApiDocument): [string, Attribute[]][] =>
  resourceRows(document).map(({ name, schema }) => [
    name,
    attributesOf(document, document.components.schemas[schema] ?? {}),
  ]);

export function emitAttributes(document: OpenApiDocument): string {
  const tables = attributesByResource(document);
  const kinds = tables.map(([name, list]): Member => {
    return [name, Object.fromEntries(list.map(({ path, kind }) => [path, kind]))];
  });
  const values = tables.map(([name, list]): Member => {
    const enums = list.filter((attribute) => attribute.values !== null);
    return [name, Object.fromEntries(enums.map((attribute) => [attribute.path, attribute.values]))];
  });
  return `${HEADER}
/**
 * The kind of each attribute of a resource, by its path. An array adds no segment: \`product.id\`
 * is the id of any product. The table includes extensions.
 */
export const attributes = {
${toMembersText(kinds)}
} as const;

/** The values of every attribute of kind \`enum\`. */
export const attributeValues = {
${toMembersText(values)}
} as const;
`;
}

type Member = [string, unknown];

const toMembersText = (entries: readonly Member[]): string =>
  entries.map(([name, value]) => `  ${key(name)}: ${toLiteral(value, "  ", 60)},`).join("\n");

/** The reader of spec/ as one OpenAPI document, with functions that find its parts. */
import { bundle, createConfig } from "@redocly/openapi-core";

export interface SchemaObject {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: string[];
  const?: unknown;
  default?: unknown;
  required?: string[];
  properties?: Record<string, SchemaObject>;
  items?: SchemaObject;
  minItems?: number;
  minimum?: number;
  "x-addition"?: boolean | string[];
}

export interface HeaderObject {
  $ref?: string;
  description?: string;
  example?: unknown;
  "x-addition"?: boolean;
}

export interface ContentObject {
  $ref?: string;
  description?: string;
  headers?: Record<string, HeaderObject>;
  "x-addition"?: boolean;
  content?: Record<string, { schema?: SchemaObject; examples?: Record<string, unknown> }>;
}

export interface ParameterObject extends HeaderObject {
  name?: string;
  in?: string;
  schema?: SchemaObject;
}

export interface OperationObject {
  operationId: string;
  tags: string[];
  summary?: string;
  description?: string;
  parameters?: ParameterObject[];
  requestBody?: ContentObject;
  responses: Record<string, ContentObject>;
}

export interface OpenApiDocument {
  openapi: string;
  servers: { url: string }[];
  tags?: { name: string; description?: string }[];
  paths: Record<string, Record<string, OperationObject>>;
  components: { schemas: Record<string, SchemaObject> } & Record<string, Record<string, unknown>>;
}

export async function bundleDocument(entry: string): Promise<OpenApiDocument> {
  const config = await createConfig({ extends: ["minimal"] });
  const { bundle: result } = await bundle({ ref: entry, config });
  return result.parsed as OpenApiDocument;
}

/** A schema without its descriptions; a property of that name stays, and so do examples. */
function withoutDescriptions(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutDescriptions);
  if (typeof schema !== "object" || schema === null) return schema;
  const members = Object.entries(schema).filter(
    ([name, value]) => name !== "description" || typeof value !== "string",
  );
  return Object.fromEntries(
    members.map(([name, value]) => [
      name,
      /^examples?$/.test(name) ? value : withoutDescriptions(value),
    ]),
  );
}

/**
 * The document with the base path moved into every path, as Prism needs it: it ignores servers.
 * Schemas lose their descriptions, which no tool of this kind reads.
 */
export function foldBasePath(document: OpenApiDocument): OpenApiDocument {
  const base = document.servers[0]?.url ?? "";
  const paths = Object.fromEntries(
    Object.entries(document.paths).map(([path, item]) => [base + path, item]),
  );
  const { components } = document;
  const schemas = withoutDescriptions(components.schemas) as typeof components.schemas;
  const leanComponents = { ...components, schemas };
  return { ...document, servers: [{ url: "/" }], paths, components: leanComponents };
}

export interface PlacedOperation {
  path: string;
  method: string;
  operation: OperationObject;
}

/** Every operation in the document's order, which is the order of all generated lists. */
export const operationsOf = (document: OpenApiDocument): PlacedOperation[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([, operation]) => operation.operationId !== undefined)
      .map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );

/** Returns the target of a `$ref`, or the node itself when it is not a reference. */
export function resolve<T extends { $ref?: string }>(document: OpenApiDocument, node: T): T {
  if (node.$ref === undefined) return node;
  const [, ...segments] = node.$ref.split("/");
  const target = segments.reduce<unknown>(
    (value, segment) => (value as Record<string, unknown> | undefined)?.[unescapeSegment(segment)],
    document,
  );
  if (target === undefined) throw new Error(`${node.$ref} has no target: correct it in spec/`);
  return resolve(document, target as T);
}

const unescapeSegment = (segment: string): string =>
  decodeURIComponent(segment).replaceAll("~1", "/").replaceAll("~0", "~");

export const schemaNameOf = (ref: string): string => ref.slice(ref.lastIndexOf("/") + 1);

/** The type's name: `TopupBalanceCreate`, and `TmfError` because `Error` would hide the built-in. */
export const typeName = (schema: string): string =>
  schema === "Error" ? "TmfError" : schema.replaceAll("_", "");

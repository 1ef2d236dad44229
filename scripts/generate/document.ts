/** Reads spec/ into one self-contained OpenAPI document. */
import { bundle, createConfig } from "@redocly/openapi-core";

export type SchemaObject = {
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
};

type Content = { content?: Record<string, { schema?: SchemaObject }> };

export type OperationObject = {
  operationId: string;
  tags: string[];
  parameters?: { $ref?: string; name?: string; in?: string; schema?: SchemaObject }[];
  requestBody?: Content & { $ref?: string };
  responses: Record<string, Content & { $ref?: string }>;
};

export type OpenApiDocument = {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, OperationObject>>;
  components: { schemas: Record<string, SchemaObject> };
};

export async function bundleDocument(entry: string): Promise<OpenApiDocument> {
  const config = await createConfig({ extends: ["minimal"] });
  const { bundle: result } = await bundle({ ref: entry, config });
  return result.parsed as OpenApiDocument;
}

/** The same document with the base path moved into every path, as Prism needs it: it ignores the server's. */
export function foldBasePath(document: OpenApiDocument): OpenApiDocument {
  const base = document.servers[0]?.url ?? "";
  const paths = Object.fromEntries(
    Object.entries(document.paths).map(([path, item]) => [base + path, item]),
  );
  return { ...document, servers: [{ url: "/" }], paths };
}

export const schemaNameOf = (ref: string): string => ref.slice(ref.lastIndexOf("/") + 1);

/** `TopupBalance_Create` is `TopupBalanceCreate` in TypeScript. */
export const friendlyName = (schema: string): string => schema.replaceAll("_", "");

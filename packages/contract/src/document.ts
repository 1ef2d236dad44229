/** The type of `openapi.json`, with the parts that tools usually read. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, OpenApiPathItem>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, OpenApiNode>>>>;
}

/** The operations of one path, by method in lower case. */
export type OpenApiPathItem = Readonly<Record<string, OpenApiOperation>>;

/** One operation. Parts that may be a `$ref` have the type `OpenApiNode`. */
export interface OpenApiOperation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly OpenApiNode[];
  readonly requestBody?: OpenApiNode;
  readonly responses: Readonly<Record<string, OpenApiNode>>;
}

/** Any other object of the document. */
export type OpenApiNode = Readonly<Record<string, unknown>>;

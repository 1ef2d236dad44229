/** The shape of the shipped `openapi.json`, as far as tools usually walk it. */
export type OpenApiDocument = {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, OpenApiPathItem>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, OpenApiNode>>>>;
};

/** The operations of one path by lower-case method. */
export type OpenApiPathItem = Readonly<Record<string, OpenApiOperation>>;

/** One operation; every part that may be a `$ref` is an `OpenApiNode`. */
export type OpenApiOperation = {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly OpenApiNode[];
  readonly requestBody?: OpenApiNode;
  readonly responses: Readonly<Record<string, OpenApiNode>>;
};

/** Any other object of the document, to be narrowed by the reader. */
export type OpenApiNode = Readonly<Record<string, unknown>>;

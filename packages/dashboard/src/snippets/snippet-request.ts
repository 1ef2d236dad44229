/** The parts of a recorded request that snippets use. */
export interface SnippetRequest {
  readonly operation?: string | undefined;
  readonly method: string;
  /** The path below the base path. A path that the API does not have is whole. */
  readonly path: string;
  readonly query: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody?: unknown;
  readonly status: number;
  readonly time: string;
  /** The step that decided the response. */
  readonly decidedBy?: string;
}

/** The path of the OAuth provider, whose requests have no operation. */
const providerPath = /^\/(?:oauth2|\.well-known)\//;

/** Headers that a client adds by itself. */
const ownHeaders =
  /^(?:host|connection|content-length|user-agent|accept-encoding|accept-language|origin|referer|cookie|pragma|cache-control|x-forwarded-.*|sec-.*|if-none-match)$/;

/**
 * Returns the headers that a copy of a request needs, with the text `token` in place of the masked
 * secret.
 */
export function copyHeaders(
  { requestHeaders }: SnippetRequest,
  token: string,
): readonly (readonly [name: string, value: string])[] {
  return Object.entries(requestHeaders).flatMap(([name, value]) => {
    if (ownHeaders.test(name) || (name === "accept" && value === "*/*")) return [];
    // The journal masks the secret.
    return [[name, value.replace(/ \*\*\*$/, ` ${token}`)] as const];
  });
}

/** Returns the path and the query of a request, from the root of the server. */
export function pathOf(request: SnippetRequest, basePath: string): string {
  const { path, query } = request;
  const fullPath = isOutsideOfApi(request) ? path : basePath + path;
  return query === "" ? fullPath : `${fullPath}?${query}`;
}

/** Whether the API does not have the path, so that the journal has the whole path. */
function isOutsideOfApi({ decidedBy, path, status, method }: SnippetRequest): boolean {
  const isOfProvider = providerPath.test(path) && status !== 404 && method !== "OPTIONS";
  return decidedBy === "path" && !isOfProvider;
}

/** Whether a fault rule can match a request: an operation, or a path of the OAuth provider. */
export function canFail(request: SnippetRequest): boolean {
  const { operation, path } = request;
  return operation !== undefined || (providerPath.test(path) && !isOutsideOfApi(request));
}

/** Returns the text of a body. In place of a body that is not in the journal, the text says so. */
export function bodyTextOf({ requestBody, requestHeaders }: SnippetRequest): string | undefined {
  if (requestBody !== undefined) return JSON.stringify(requestBody);
  return isBodyMissing({ requestBody, requestHeaders }) ? "(not in the journal)" : undefined;
}

/** Whether a request had a body that the journal does not have, such as one that is not JSON. */
export function isBodyMissing({
  requestBody,
  requestHeaders,
}: Pick<SnippetRequest, "requestBody" | "requestHeaders">): boolean {
  return requestBody === undefined && Number(requestHeaders["content-length"] ?? 0) > 0;
}

/** Returns a value as JSON, whose further lines start with an indent. */
export function indentedJson(value: unknown, indent = ""): string {
  return JSON.stringify(value, undefined, 2).replaceAll("\n", `\n${indent}`);
}

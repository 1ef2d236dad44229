/** The parts of a recorded request that snippets use. */
export interface SnippetRequest {
  readonly operation?: string | undefined;
  readonly method: string;
  /** The path below the base path, or the whole path outside of the API. */
  readonly path: string;
  readonly query: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody?: unknown;
  readonly status: number;
  readonly time: string;
}

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
export function pathOf({ path, query }: SnippetRequest, basePath: string): string {
  const fullPath = path.startsWith(basePath) ? path : basePath + path;
  return query === "" ? fullPath : `${fullPath}?${query}`;
}

/** Returns a value as JSON, whose further lines start with an indent. */
export function indentedJson(value: unknown, indent = ""): string {
  return JSON.stringify(value, undefined, 2).replaceAll("\n", `\n${indent}`);
}

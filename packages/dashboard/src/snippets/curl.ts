import { bodyTextOf, copyHeaders, pathOf, type SnippetRequest } from "./snippet-request.ts";

/** The server that received a request. */
export interface ServerPlace {
  /** The URL of the server, without a slash at its end. */
  readonly root: string;
  readonly basePath: string;
}

/** Returns a curl command for a POSIX shell that sends a request again. */
export function toCurl(request: SnippetRequest, { root, basePath }: ServerPlace): string {
  const { method } = request;
  const body = bodyTextOf(request);
  const headers = copyHeaders(request, "$TOKEN").map(([name, value]) => {
    const text = `${name}: ${value}`;
    // The shell reads the variable in double quotes only.
    return `-H ${value.endsWith(" $TOKEN") ? `"${text}"` : quote(text)}`;
  });
  const isRead = method === "GET" && body === undefined;
  const parts = [
    ...(isRead ? [] : [method === "HEAD" ? "--head" : `-X ${method}`]),
    quote(root + pathOf(request, basePath)),
    ...headers,
    ...(body === undefined ? [] : [`--data-raw ${quote(body)}`]),
  ];
  // The path is sent as it is: curl reads brackets in a query as a pattern otherwise.
  return `curl -sS -g ${parts.join(" \\\n  ")}`;
}

/** A text that a POSIX shell reads as it is. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

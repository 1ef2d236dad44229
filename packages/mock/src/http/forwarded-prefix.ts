import type { MockResponse } from "../ports/http-message.ts";

/** One or more path segments. Other values could become a link to another host. */
const prefixPattern = /^(?:\/[\w.~-]+)+\/?$/;

/** Returns a prefix without its last slash, or `""` for an invalid one. */
export function validPrefix(prefix: string): string {
  return prefixPattern.test(prefix) ? prefix.replace(/\/$/, "") : "";
}

/**
 * Adds a path to every link of a response: `href` in the body, `Location` and `Link`. A reverse
 * proxy names the path that it has removed from the request.
 */
export function withPrefix(response: MockResponse, prefix: string, basePath: string): MockResponse {
  const path = validPrefix(prefix);
  if (path === "") return response;
  const headers = { ...response.headers };
  const { location, link } = headers;
  if (location?.startsWith(`${basePath}/`)) headers.location = path + location;
  if (link !== undefined) headers.link = link.replaceAll(`<${basePath}/`, `<${path}${basePath}/`);
  // JSON.stringify escapes quotes inside texts, so this finds members only.
  const body = response.body?.replaceAll(`"href":"${basePath}/`, `"href":"${path}${basePath}/`);
  return { ...response, headers, body };
}

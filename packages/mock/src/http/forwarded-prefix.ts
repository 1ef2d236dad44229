import type { MockResponse } from "../ports/http-message.ts";

/** One or more path segments. Other values could become a link to another host. */
const prefixPattern = /^(?:\/[\w.~-]+)+\/?$/;

/**
 * Adds a path to every link of a response: `href` in the body, `Location` and `Link`. A reverse
 * proxy names the path that it has removed from the request.
 */
export function withPrefix(response: MockResponse, prefix: string, basePath: string): MockResponse {
  if (!prefixPattern.test(prefix)) return response;
  const path = prefix.replace(/\/$/, "");
  const headers = { ...response.headers };
  const { location, link } = headers;
  if (location?.startsWith(`${basePath}/`)) headers.location = path + location;
  if (link !== undefined) headers.link = link.replaceAll(`<${basePath}/`, `<${path}${basePath}/`);
  // JSON.stringify escapes quotes inside texts, so this finds members only.
  const body = response.body?.replaceAll(`"href":"${basePath}/`, `"href":"${path}${basePath}/`);
  return { ...response, headers, body };
}

import type { MockResponse } from "../ports/http-message.ts";
import { hasAdditions, withoutAdditions } from "../schema/additions.ts";
import type { HttpOperation } from "./routes.ts";

/** Converts a response to the form in the published file: 200 for a page, and no added members. */
export function toPublished(
  response: MockResponse,
  { response: responseSchema }: HttpOperation,
): MockResponse {
  const status = response.status === 206 ? 200 : response.status;
  const schema = status >= 400 ? "Error" : (responseSchema ?? "");
  if (!response.body || !hasAdditions(schema)) return { ...response, status };
  const body = parseBody(response.body);
  if (typeof body !== "object" || body === null) return { ...response, status };
  const publishedBody = Array.isArray(body)
    ? body.map((each: object) => withoutAdditions(schema, each))
    : withoutAdditions(schema, body);
  return { ...response, status, body: JSON.stringify(publishedBody) };
}

/**
 * Parses a body. Returns `undefined` for a body that a fault made invalid; it is not converted.
 */
function parseBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

import type { MockResponse } from "../ports/http-message.ts";
import { hasAdditions, withoutAdditions } from "../schema/additions.ts";
import type { HttpOperation } from "./routes.ts";

/** The response as the published file has it: a page is a 200, and added members are left out. */
export function asPublished(
  response: MockResponse,
  { response: own }: HttpOperation,
): MockResponse {
  const status = response.status === 206 ? 200 : response.status;
  const schema = status >= 400 ? "Error" : (own ?? "");
  if (!response.body || !hasAdditions(schema)) return { ...response, status };
  const body = parsed(response.body);
  if (typeof body !== "object" || body === null) return { ...response, status };
  const published = Array.isArray(body)
    ? body.map((each: object) => withoutAdditions(schema, each))
    : withoutAdditions(schema, body);
  return { ...response, status, body: JSON.stringify(published) };
}

/** A fault may have made the body invalid; it stays as it is then. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

import type { MockRequest, MockResponse } from "../ports/http-message.ts";
import type { HttpProfile } from "../ports/http-profile.ts";
import { errorResponse } from "./responses.ts";

const challenge = { "www-authenticate": 'Bearer realm="tmf654-mock"' };

/**
 * Returns the refusal of a request whose bearer token does not allow it. Returns `undefined` if the
 * token allows it.
 */
export function authRefusal(
  auth: HttpProfile["auth"],
  request: MockRequest,
): MockResponse | undefined {
  if (!auth) return undefined;
  const header = request.header("authorization");
  if (header === undefined) {
    return errorResponse("noCredentials", "The request needs a bearer token.", challenge);
  }
  const token = /^bearer +(\S+) *$/i.exec(header)?.[1];
  const grant =
    token !== undefined && Object.hasOwn(auth.tokens, token) ? auth.tokens[token] : undefined;
  if (!grant) return errorResponse("badCredentials", "The bearer token is not known.", challenge);
  if (grant.expired) {
    return errorResponse("expiredCredentials", "The bearer token has expired.", challenge);
  }
  const needed = request.method === "GET" || request.method === "HEAD" ? "read" : "write";
  if (grant.scopes.includes(needed)) return undefined;
  return errorResponse("forbidden", `The bearer token lacks the scope "${needed}".`);
}

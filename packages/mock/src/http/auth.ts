import type { MockResponse } from "../ports/http-message.ts";
import type { ErrorName } from "./errors.ts";
import { errorResponse } from "./responses.ts";

/** Creates the refusal of a token, with the challenge of RFC 6750. */
export function tokenRefusal(name: ErrorName, message: string, scope?: string): TokenRefusal {
  const code = scope === undefined ? "invalid_token" : "insufficient_scope";
  const error = name === "noCredentials" ? "" : `, error="${code}"`;
  const neededScope = scope === undefined ? "" : `, scope="${scope}"`;
  const challenge = `Bearer realm="tmf654-mock"${error}${neededScope}`;
  return { refusal: errorResponse(name, message, { "www-authenticate": challenge }) };
}

interface TokenRefusal {
  readonly refusal: MockResponse;
}

/** Creates the refusal of a token that has expired. */
export function expiredRefusal(): TokenRefusal {
  return tokenRefusal("expiredCredentials", "The bearer token has expired.");
}

/** Returns the refusal of a token without the scope that a method needs. */
export function scopeRefusal(scopes: readonly string[], method: string): TokenRefusal | undefined {
  const requiredScope = method === "GET" || method === "HEAD" ? "read" : "write";
  if (scopes.includes(requiredScope)) return undefined;
  return tokenRefusal(
    "forbidden",
    `The bearer token lacks the scope "${requiredScope}".`,
    requiredScope,
  );
}

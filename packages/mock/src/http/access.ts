import type { HandlerOptions } from "../ports/handler.ts";
import type { MockRequest } from "../ports/http-message.ts";
import type { HttpProfile } from "../ports/http-profile.ts";
import type { TokenCheck } from "../ports/oauth.ts";
import { expiredRefusal, scopeRefusal, tokenRefusal } from "./auth.ts";

/** Checks the bearer token of a request. */
export async function checkToken(
  auth: NonNullable<HttpProfile["auth"]>,
  { header, method }: MockRequest,
  oauth: HandlerOptions["oauth"],
): Promise<TokenCheck> {
  const sentCredential = header("authorization");
  if (sentCredential === undefined) {
    return tokenRefusal("noCredentials", "The request needs a bearer token.");
  }
  const token = /^bearer +(\S+) *$/i.exec(sentCredential)?.[1];
  const { tokens = {} } = auth;
  const grant = token !== undefined && Object.hasOwn(tokens, token) ? tokens[token] : undefined;
  if (grant?.expired) return expiredRefusal();
  if (grant) return scopeRefusal(grant.scopes, method) ?? withoutExpiry(sentCredential);
  if (auth.oauth && oauth && token !== undefined) {
    const { check } = await oauth();
    return check(token, method, auth.oauth);
  }
  return tokenRefusal("badCredentials", "The bearer token is not known.");
}

/** Returns the access of a fixed token, which never expires. */
function withoutExpiry(credential: string): TokenCheck {
  return { credential, expire: () => expiredRefusal().refusal };
}

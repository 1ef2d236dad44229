import type { MockResponse } from "../ports/http-message.ts";
import type { OAuthProvider } from "../ports/oauth.ts";
import { OAuthError } from "./error.ts";
import type { Form, KnownClient } from "./form.ts";
import { jsonResponse } from "./json.ts";
import type { OwnToken, OwnTokens } from "./tokens.ts";

/** The parts of the provider that a grant uses. */
export interface GrantContext {
  readonly tokens: OwnTokens;
  readonly settings: OAuthProvider;
  readonly issuer: string;
}

/** The scope with which a client asks for a refresh token, as in OpenID. */
export const refreshScope = "offline_access";

const refreshSeconds = 30 * 86_400;

/** Responds to a token request. @throws OAuthError when the request is refused. */
export async function grantToken(
  form: Form,
  client: KnownClient,
  context: GrantContext,
): Promise<MockResponse> {
  const type = form.get("grant_type");
  if (type === "client_credentials") return grantToClient(form, client, context);
  if (type === "refresh_token") return grantFromRefreshToken(form, client, context);
  if (type === undefined) {
    throw new OAuthError("invalid_request", "grant_type is missing: send client_credentials.");
  }
  const shownType = JSON.stringify(type.slice(0, 100));
  const message = `grant_type ${shownType} is not supported: use client_credentials or refresh_token.`;
  throw new OAuthError("unsupported_grant_type", message);
}

async function grantToClient(
  form: Form,
  { id: clientId, scopes: own = ["read", "write"] }: KnownClient,
  context: GrantContext,
): Promise<MockResponse> {
  const { tokens, issuer } = context;
  const scopes = scopesOf(form, own, [...own, refreshScope]);
  if (!scopes.includes(refreshScope))
    return accessTokenResponse({ client: clientId, scopes }, context);
  const id = tokens.nextId();
  const terms = { issuer, audience: issuer, seconds: refreshSeconds };
  const refreshToken = await tokens.sign("rt+jwt", { id, client: clientId, scopes, ...terms });
  return accessTokenResponse({ client: clientId, scopes, grant: id }, context, refreshToken);
}

/** Returns a new access token for a refresh token, which stays valid. */
async function grantFromRefreshToken(
  form: Form,
  { id: clientId }: KnownClient,
  context: GrantContext,
): Promise<MockResponse> {
  const { tokens } = context;
  const text = form.get("refresh_token");
  if (text === undefined) throw new OAuthError("invalid_request", "refresh_token is missing.");
  const token = await tokens.read(text, { type: "rt+jwt" }).catch(() => undefined);
  if (token?.client !== clientId || tokens.endOf(token) !== undefined) {
    const message =
      "The refresh token is invalid, expired, revoked, or belongs to another client: request another one.";
    throw new OAuthError("invalid_grant", message);
  }
  const scopes = scopesOf(form, token.scopes, token.scopes);
  return accessTokenResponse({ client: clientId, scopes, grant: token.id }, context);
}

/** Returns the wanted scopes. @throws OAuthError for a scope that the client may not have. */
function scopesOf(
  form: Form,
  standardScopes: readonly string[],
  allowedScopes: readonly string[],
): readonly string[] {
  const requestedScopes = form.get("scope")?.split(" ").filter(Boolean) ?? standardScopes;
  const refusedScope = requestedScopes.find((scope) => !allowedScopes.includes(scope));
  if (refusedScope === undefined) return requestedScopes;
  const message = `The scope ${JSON.stringify(refusedScope)} is not among ${allowedScopes.join(", ")}.`;
  throw new OAuthError("invalid_scope", message);
}

async function accessTokenResponse(
  token: Pick<OwnToken, "client" | "scopes" | "grant">,
  { tokens, settings, issuer }: GrantContext,
  refreshToken?: string,
): Promise<MockResponse> {
  const { audience = defaultAudience, tokenSeconds: seconds = 3600 } = settings;
  const terms = { issuer, audience, seconds };
  const scopes = token.scopes.filter((scope) => scope !== refreshScope);
  const text = await tokens.sign("at+jwt", { ...token, scopes, id: tokens.nextId(), ...terms });
  return jsonResponse(200, {
    access_token: text,
    token_type: "Bearer",
    expires_in: seconds,
    scope: scopes.join(" "),
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
  });
}

/** The default audience of tokens. */
export const defaultAudience = "tmf654";

/**
 * Revokes a token, and with a refresh token its access tokens: RFC 7009. An unknown token is not an
 * error. @throws OAuthError for a token of another client.
 */
export async function revoke(
  form: Form,
  { id: clientId }: KnownClient,
  { tokens }: GrantContext,
): Promise<MockResponse> {
  const text = form.get("token");
  if (text === undefined) throw new OAuthError("invalid_request", "token is missing.");
  const token = await tokens.read(text, {}).catch(() => undefined);
  if (token && token.client !== clientId) {
    const message = "The token belongs to another client: send the credentials of that client.";
    throw new OAuthError("unauthorized_client", message);
  }
  if (token) tokens.end(token.id, "revoked");
  return { status: 200, headers: { "cache-control": "no-store" }, body: undefined };
}

import { errors } from "jose";
import { expiredRefusal, scopeRefusal, tokenRefusal } from "../http/auth.ts";
import { errorResponse, notAllowedResponse } from "../http/responses.ts";
import type { MockRequest, MockResponse } from "../ports/http-message.ts";
import type { OAuthProvider, OAuthServer, TokenCheck, TrustedIssuer } from "../ports/oauth.ts";
import { OAuthError, oauthErrorResponse } from "./error.ts";
import { readClient, readForm, readParameters } from "./form.ts";
import { defaultAudience, type GrantContext, grantToken, refreshScope, revoke } from "./grants.ts";
import { issuerUrl } from "./issuer-url.ts";
import { jsonResponse } from "./json.ts";
import { algorithm, createSigningKey, type SigningKey } from "./keys.ts";
import { createOwnTokens, type OwnTokens } from "./tokens.ts";
import { createIssuerCheck, IssuerError, type IssuerFetch } from "./trusted-issuer.ts";

/** The modules of a mock that its OAuth provider uses. */
export interface OAuthDependencies {
  readonly basePath: string;
  readonly clock: { readonly now: () => number };
}

/** The options of a mock that its OAuth provider uses. */
export interface OAuthOptions {
  /** Reads the keys of an outside issuer. */
  readonly fetch?: IssuerFetch;
  /** Whether the headers `X-Forwarded-*` of a request are read. */
  readonly forwardedPrefix?: boolean;
}

/** The mock's own provider: its key and its tokens. */
interface Provider {
  readonly key: SigningKey;
  readonly tokens: OwnTokens;
}

/** Creates the OAuth provider of a mock. Its key is made when the first request needs it. */
export function createOAuthServer(
  { basePath, clock }: OAuthDependencies,
  { fetch, forwardedPrefix = false }: OAuthOptions,
): OAuthServer {
  const checkOutside = createIssuerCheck(fetch);
  let providerPromise: Promise<Provider> | undefined;
  const loadProvider = (): Promise<Provider> => {
    providerPromise ??= createSigningKey().then((key) => ({
      key,
      tokens: createOwnTokens(key, clock.now),
    }));
    return providerPromise;
  };
  return {
    check: async (text, method, settings) => {
      try {
        if ("issuer" in settings) {
          const { client, scopes } = await checkOutside(text, settings);
          return (
            scopeRefusal(scopes, method) ?? {
              credential: client,
              expire: () => expiredRefusal().refusal,
            }
          );
        }
        return await checkOwn(text, method, settings, (await loadProvider()).tokens);
      } catch (error) {
        return refusalOf(error, settings);
      }
    },
    find: (path, settings) => {
      const foundPath = Object.hasOwn(paths, path) ? paths[path] : undefined;
      if (!foundPath || "issuer" in settings) return undefined;
      const respond = async (request: MockRequest): Promise<MockResponse> => {
        if (!foundPath.allow.split(", ").includes(request.method)) {
          return notAllowedResponse(request.method, foundPath.allow);
        }
        const issuer = issuerUrl(request, basePath, forwardedPrefix);
        const { key, tokens } = await loadProvider();
        return foundPath.respond(request, key, { tokens, settings, issuer });
      };
      return { respond, formOf: ({ body }) => Object.fromEntries(readParameters(body)) };
    },
  };
}

async function checkOwn(
  text: string,
  method: string,
  { audience = defaultAudience }: OAuthProvider,
  tokens: OwnTokens,
): Promise<TokenCheck> {
  const token = await tokens.read(text, { type: "at+jwt", audience });
  const end = tokens.endOf(token);
  if (end === "expired") return expiredRefusal();
  if (end) return tokenRefusal("badCredentials", "The bearer token was revoked.");
  const expire = (): MockResponse => {
    tokens.end(token.id, "expired");
    return expiredRefusal().refusal;
  };
  return scopeRefusal(token.scopes, method) ?? { credential: token.client, expire };
}

/** Returns the refusal of a token whose check failed. Other errors are defects of the mock. */
function refusalOf(error: unknown, settings: OAuthProvider | TrustedIssuer): TokenCheck {
  if (error instanceof IssuerError) return { refusal: errorResponse("unavailable", error.message) };
  if (error instanceof errors.JWTExpired) return expiredRefusal();
  if (!(error instanceof errors.JOSEError)) throw error;
  const isOtherKey =
    error instanceof errors.JWSSignatureVerificationFailed && !("issuer" in settings);
  const remedy = isOtherKey
    ? "The mock makes a new key at each start: request a new token."
    : "Request another token.";
  const message = `The bearer token is invalid: ${error.message}. ${remedy}`;
  return tokenRefusal("badCredentials", message);
}

/** A path of the provider: its methods, and its response. */
interface ProviderPath {
  readonly allow: string;
  readonly respond: (
    request: MockRequest,
    key: SigningKey,
    context: GrantContext,
  ) => MockResponse | Promise<MockResponse>;
}

const getMethods = "GET, HEAD, OPTIONS";
const postMethods = "POST, OPTIONS";

const paths: Readonly<Record<string, ProviderPath>> = {
  "/.well-known/openid-configuration": {
    allow: getMethods,
    respond: (_request, _key, { issuer }) => jsonResponse(200, configurationOf(issuer)),
  },
  "/oauth2/jwks": {
    allow: getMethods,
    respond: (_request, { jwk }) => jsonResponse(200, { keys: [jwk] }),
  },
  "/oauth2/token": { allow: postMethods, respond: (...args) => withClient(grantToken, ...args) },
  "/oauth2/revoke": { allow: postMethods, respond: (...args) => withClient(revoke, ...args) },
};

/** Reads the form and the client of a request, and responds to refusals as RFC 6749 does. */
async function withClient(
  respondToClient: typeof grantToken,
  request: MockRequest,
  _key: SigningKey,
  context: GrantContext,
): Promise<MockResponse> {
  try {
    const form = readForm(request);
    return await respondToClient(form, readClient(request, form, context.settings), context);
  } catch (error) {
    if (error instanceof OAuthError) return oauthErrorResponse(error);
    throw error;
  }
}

/** The OpenID configuration, which is also the metadata of RFC 8414. */
function configurationOf(issuer: string): object {
  const methods = ["client_secret_basic", "client_secret_post"];
  return {
    issuer,
    token_endpoint: `${issuer}/oauth2/token`,
    revocation_endpoint: `${issuer}/oauth2/revoke`,
    jwks_uri: `${issuer}/oauth2/jwks`,
    scopes_supported: ["read", "write", refreshScope],
    grant_types_supported: ["client_credentials", "refresh_token"],
    response_types_supported: [],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: [algorithm],
    token_endpoint_auth_methods_supported: methods,
    revocation_endpoint_auth_methods_supported: methods,
  };
}

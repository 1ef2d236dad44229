import type { MockRequest, MockResponse } from "./http-message.ts";

/** The scopes of the API: reading, and changing. */
export type ApiScope = "read" | "write";

/** A client of the mock's own OAuth provider. */
export interface OAuthClient {
  readonly secret: string;
  /** The scopes that its tokens may have. Default: `read` and `write`. */
  readonly scopes?: readonly ApiScope[];
}

/** The settings of the mock's own OAuth provider. Each setting has a default. */
export interface OAuthProvider {
  /** The clients by id. Default: the client `tmf654` with the secret `tmf654`. */
  readonly clients?: { readonly [id: string]: OAuthClient };
  /** The audience `aud` of the tokens. Default `tmf654`. */
  readonly audience?: string;
  /** The seconds after which an access token expires, by the mock's clock. Default 3600. */
  readonly tokenSeconds?: number;
}

/** An outside issuer whose tokens the mock accepts. The mock then issues none itself. */
export interface TrustedIssuer {
  /** The URL that its tokens have as `iss`. */
  readonly issuer: string;
  /** The audience `aud` that its tokens must have. */
  readonly audience: string;
  /** The URL of its keys. Default: `jwks_uri` in its OpenID configuration. */
  readonly jwksUri?: string;
}

/** The access that the bearer token of a request gives. */
export interface TokenAccess {
  /** The owner of Idempotency-Keys and of rate limits. */
  readonly credential: string;
  /**
   * Ends the token early, and returns the 401 for an expired token. Absent if the request has no
   * token.
   */
  readonly expire?: () => MockResponse;
}

/** The result of a check of a bearer token. */
export type TokenCheck = TokenAccess | { readonly refusal: MockResponse };

/** The OAuth part of a mock, which loads when a request needs it. */
export interface OAuthServer {
  /** Checks the bearer token of a request to the API. */
  readonly check: (
    token: string,
    method: string,
    settings: OAuthProvider | TrustedIssuer,
  ) => Promise<TokenCheck>;
  /** Returns the provider's part for a path below the base path, such as `/oauth2/token`. */
  readonly find: (path: string, settings: OAuthProvider | TrustedIssuer) => OAuthPath | undefined;
}

/** A path of the OAuth provider. */
export interface OAuthPath {
  readonly respond: (request: MockRequest) => Promise<MockResponse>;
  /** Returns the parameters in the body, for fault rules. */
  readonly formOf: (request: MockRequest) => Readonly<Record<string, string>>;
}

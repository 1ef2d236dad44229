import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey, jwtVerify } from "jose";
import type { TrustedIssuer } from "../ports/oauth.ts";

/** Sends a request, as the option `fetch` of a mock. */
export type IssuerFetch = (url: string, init: RequestInit) => Promise<Response>;

/** The error of an issuer whose keys cannot be read. The message names the reason. */
export class IssuerError extends Error {
  override readonly name = "IssuerError";
}

/** The facts in a token of an outside issuer. */
export interface OutsideToken {
  readonly client: string;
  readonly scopes: readonly string[];
}

/**
 * Algorithms with a public key. A token may not use another algorithm, such as `none` or `HS256`.
 */
const algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"].concat([
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
]);

const timeoutMs = 5000;
/** The largest response of an issuer, in bytes. */
const maxBodyBytes = 1_048_576;
/** The shortest time between two reads of the issuer's keys, when a token names an unknown key. */
const cooldownMs = 1000;

/**
 * Creates the check of tokens of an outside issuer. The issuer's keys are read at the first token
 * and kept. Its tokens expire by the machine's clock, because the issuer does not know the mock's
 * clock.
 */
export function createIssuerCheck(
  issuerFetch: IssuerFetch | undefined,
): (token: string, trusted: TrustedIssuer) => Promise<OutsideToken> {
  const fetch = issuerFetch && limitBodies(issuerFetch);
  let knownKeys:
    | { readonly issuer: TrustedIssuer; readonly keys: Promise<JWTVerifyGetKey> }
    | undefined;
  const keysOf = async (trustedIssuer: TrustedIssuer): Promise<JWTVerifyGetKey> => {
    knownKeys =
      knownKeys?.issuer === trustedIssuer
        ? knownKeys
        : { issuer: trustedIssuer, keys: readKeys(trustedIssuer, fetch) };
    const { keys } = knownKeys;
    try {
      return await keys;
    } catch (error) {
      // The next request reads the keys again.
      if (knownKeys?.keys === keys) knownKeys = undefined;
      throw error;
    }
  };
  return async (token, trusted) => {
    const { issuer, audience } = trusted;
    const { payload } = await jwtVerify(token, await keysOf(trusted), {
      issuer,
      audience,
      algorithms,
      requiredClaims: ["exp"],
    });
    const { sub = "", client_id: client = payload.azp ?? sub, scope, scp = scope } = payload;
    return { client: String(client), scopes: [scp].flat().join(" ").split(" ") };
  };
}

/** Limits the bodies of a `fetch`. The returned function rejects when a body is too large. */
function limitBodies(fetch: IssuerFetch): IssuerFetch {
  return async (url, init) => {
    const response = await fetch(url, init);
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let length = 0;
    const reader = response.body?.getReader();
    for (
      let readResult = await reader?.read();
      readResult?.value;
      readResult = await reader?.read()
    ) {
      chunks.push(readResult.value);
      length += readResult.value.byteLength;
      if (length <= maxBodyBytes) continue;
      await reader?.cancel();
      throw new Error(`the response has more than ${maxBodyBytes} bytes`);
    }
    const { status, headers } = response;
    return new Response(await new Blob(chunks).text(), { status, headers });
  };
}

async function readKeys(
  { issuer, jwksUri }: TrustedIssuer,
  fetch: IssuerFetch | undefined,
): Promise<JWTVerifyGetKey> {
  if (!fetch) {
    throw new IssuerError(
      `The keys of the issuer ${issuer} cannot be read: pass the option fetch to createMock.`,
    );
  }
  const url = jwksUri ?? (await discoverJwksUri(issuer, fetch));
  if (!URL.canParse(url)) throw unreadableError(url, "it is not a URL");
  const findKey = createRemoteJWKSet(new URL(url), {
    timeoutDuration: timeoutMs,
    cooldownDuration: cooldownMs,
    [customFetch]: fetch,
  });
  return async (header, token) => {
    try {
      return await findKey(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) throw error;
      if (error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      throw unreadableError(url, error);
    }
  };
}

/** Returns the `jwks_uri` in the OpenID configuration of an issuer. */
async function discoverJwksUri(issuer: string, fetch: IssuerFetch): Promise<string> {
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { headers: { accept: "application/json" }, signal });
    if (response.status !== 200) throw new Error(`the status is ${response.status}`);
    const { jwks_uri: uri } = (await response.json()) as { readonly jwks_uri?: unknown };
    if (typeof uri !== "string") throw new Error("it has no jwks_uri");
    return uri;
  } catch (error) {
    throw unreadableError(url, error);
  }
}

function unreadableError(url: string, error: unknown): IssuerError {
  const reason = error instanceof Error ? error.message : String(error);
  return new IssuerError(
    `The mock cannot read ${url}, which it needs to check tokens: ${reason}. Check the issuer.`,
  );
}

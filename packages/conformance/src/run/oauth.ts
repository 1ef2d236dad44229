/** OAuth 2.0 client credentials around a fetch. */
import { type RunPlatform, systemPlatform } from "../platform.ts";
import { isRecord } from "../values/path.ts";
import { parseJson, readResponseText } from "./read-response-text.ts";

/** Settings of the token endpoint. */
export interface ClientCredentials {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope?: string;
}

/** A token, and the instant when it is replaced. */
interface CachedToken {
  readonly token: string;
  readonly expiresAt: number;
}

/** The time before the expiry of a token at which it is renewed. */
const marginMs = 10_000;

/**
 * A fetch that sends a bearer token with every request. It requests a token when it needs one,
 * before the expiry and after a 401; simultaneous requests share it. Rejects without a token.
 */
export function withClientCredentials(
  fetch: typeof globalThis.fetch,
  credentials: ClientCredentials,
  platform: RunPlatform = systemPlatform,
): typeof globalThis.fetch {
  let cachedToken: Promise<CachedToken> | undefined;
  const refreshToken = (): Promise<CachedToken> => {
    const tokenPromise = requestToken(fetch, credentials, platform.now());
    cachedToken = tokenPromise;
    // A failed token request is not kept: the next call sends a new one.
    tokenPromise.catch(() => {
      if (cachedToken === tokenPromise) cachedToken = undefined;
    });
    return tokenPromise;
  };
  const currentToken = async (): Promise<string> => {
    const pendingToken = cachedToken ?? refreshToken();
    const token = await pendingToken;
    if (token.expiresAt > platform.now()) return token.token;
    return (await (cachedToken === pendingToken ? refreshToken() : (cachedToken ?? refreshToken())))
      .token;
  };
  return async (input, init) => {
    const token = await currentToken();
    const headers = new Headers(init?.headers);
    headers.set("authorization", `Bearer ${token}`);
    const response = await fetch(input, { ...init, headers });
    if (response.status === 401 && (await cachedToken)?.token === token) cachedToken = undefined;
    return response;
  };
}

async function requestToken(
  fetch: typeof globalThis.fetch,
  { tokenUrl, clientId, clientSecret, scope }: ClientCredentials,
  now: number,
): Promise<CachedToken> {
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    ...(scope !== undefined && { scope }),
  });
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const response = await fetch(tokenUrl, { method: "POST", headers, body: body.toString() });
  const tokenResponse = parseJson(await readResponseText(response));
  const token = isRecord(tokenResponse) ? tokenResponse.access_token : undefined;
  if (!response.ok || typeof token !== "string") {
    const reasonText =
      isRecord(tokenResponse) && typeof tokenResponse.error === "string"
        ? `: ${tokenResponse.error}`
        : "";
    throw new Error(
      `could not get an access token from ${tokenUrl}: status ${response.status}${reasonText}; ` +
        "check the URL and the credentials",
    );
  }
  const seconds = isRecord(tokenResponse) ? Number(tokenResponse.expires_in ?? 300) : 300;
  return { token, expiresAt: now + seconds * 1000 - marginMs };
}

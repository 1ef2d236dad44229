/** OAuth 2.0 client credentials around a fetch. */
import { isRecord } from "../judge/path.ts";
import { type Machine, thisMachine } from "../platform.ts";

/** Where tokens come from. */
export interface ClientCredentials {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope?: string;
}

/** A token is renewed so long before it ends. */
const marginMs = 10_000;

/**
 * A fetch that sends a bearer token with every request. It gets one when it is needed, a new one
 * before that ends or after a 401; simultaneous requests share one. Rejects when there is none.
 */
export function withClientCredentials(
  fetch: typeof globalThis.fetch,
  credentials: ClientCredentials,
  machine: Machine = thisMachine,
): typeof globalThis.fetch {
  let current: Promise<{ readonly token: string; readonly until: number }> | undefined;
  const tokenNow = async (): Promise<string> => {
    const known = await current?.catch(() => undefined);
    if (known !== undefined && known.until > machine.now()) return known.token;
    current = requestToken(fetch, credentials, machine.now());
    return (await current).token;
  };
  return async (input, init) => {
    const token = await tokenNow();
    const headers = new Headers(init?.headers);
    headers.set("authorization", `Bearer ${token}`);
    const response = await fetch(input, { ...init, headers });
    if (response.status === 401) current = undefined;
    return response;
  };
}

async function requestToken(
  fetch: typeof globalThis.fetch,
  { tokenUrl, clientId, clientSecret, scope }: ClientCredentials,
  now: number,
): Promise<{ readonly token: string; readonly until: number }> {
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    ...(scope !== undefined && { scope }),
  });
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const response = await fetch(tokenUrl, { method: "POST", headers, body: body.toString() });
  const granted: unknown = await response.json().catch(() => undefined);
  const token = isRecord(granted) ? granted.access_token : undefined;
  if (!response.ok || typeof token !== "string") {
    const why = isRecord(granted) && typeof granted.error === "string" ? `: ${granted.error}` : "";
    throw new Error(`no access token from ${tokenUrl}: status ${response.status}${why}`);
  }
  const seconds = isRecord(granted) ? Number(granted.expires_in ?? 300) : 300;
  return { token, until: now + seconds * 1000 - marginMs };
}

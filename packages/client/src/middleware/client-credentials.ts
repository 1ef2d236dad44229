import type { TokenSource } from "../auth/bearer.ts";
import type { FetchResponse } from "../platform/platform.ts";
import { defaultPlatform } from "../platform/platform.ts";
import { readText } from "../platform/read-text.ts";

/** The options of `clientCredentials`. */
export interface ClientCredentialsOptions {
  readonly tokenUrl: string;
  readonly clientId: string;
  /** The secret. Use it on servers only, never in a page or an app. */
  readonly clientSecret: string;
  readonly scope?: string | undefined;
  /** The function that sends the token request. Default: the global `fetch`. */
  readonly fetch?: ((url: string, init: TokenFetchInit) => Promise<FetchResponse>) | undefined;
  /** The maximum size of a token response in bytes. Default 1 MiB. */
  readonly maxBodyBytes?: number | undefined;
  /** The current time in milliseconds since 1970. Default: the clock. */
  readonly now?: (() => number) | undefined;
}

/** The second argument of `fetch` in a token request. */
export interface TokenFetchInit {
  method: "POST";
  headers: Record<string, string>;
  body: string;
  redirect: "manual";
}

const marginMs = 30_000;

/**
 * A token source for `bearer`: OAuth2 client credentials (RFC 6749 section 4.4). It requests a new
 * token 30 seconds before the old one expires. `token` rejects with an `Error` for a response that
 * has no token, is not JSON or is too large.
 */
export function clientCredentials(options: ClientCredentialsOptions): TokenSource {
  const { tokenUrl, clientId, clientSecret, scope, maxBodyBytes = 1_048_576 } = options;
  const send = options.fetch ?? ((url, init) => defaultPlatform.fetch(url, init as never));
  const now = options.now ?? defaultPlatform.now;
  // RFC 6749 section 2.3.1: id and secret are form-encoded before they are joined.
  const basicCredentials = btoa(
    `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`,
  );
  let expiresAt = Number.POSITIVE_INFINITY;
  return {
    isExpired: () => now() >= expiresAt,
    token: async () => {
      const response = await send(tokenUrl, {
        method: "POST",
        headers: {
          authorization: `Basic ${basicCredentials}`,
          "content-type": "application/x-www-form-urlencoded",
          accept: "application/json",
        },
        body: `grant_type=client_credentials${scope ? `&scope=${encodeURIComponent(scope)}` : ""}`,
        redirect: "manual",
      });
      const text = await readText(response, maxBodyBytes);
      if (text === undefined)
        throw new Error(`the response of ${tokenUrl} has more than ${maxBodyBytes} bytes`);
      const { access_token: token, expires_in: seconds } = JSON.parse(text);
      if (typeof token !== "string")
        throw new Error(`no access_token in the response of ${tokenUrl}: ${response.status}`);
      expiresAt = seconds > 0 ? now() + seconds * 1000 - marginMs : Number.POSITIVE_INFINITY;
      return token;
    },
  };
}

import type { TokenSource } from "../auth/bearer.ts";
import type { FetchResult } from "../platform.ts";
import { defaultPlatform } from "../platform.ts";

/** Where and as whom to ask for tokens. */
export interface ClientCredentials {
  readonly tokenUrl: string;
  readonly clientId: string;
  /** Belongs on a server: never ship it in a page or an app. */
  readonly clientSecret: string;
  readonly scope?: string;
  /** Sends the token request. Default: the global `fetch`. */
  readonly fetch?: (url: string, init: TokenFetchInit) => Promise<FetchResult>;
  /** Milliseconds since 1970. Default: the clock. */
  readonly now?: () => number;
}

/** What the token request is sent with. */
export interface TokenFetchInit {
  method: "POST";
  headers: Record<string, string>;
  body: string;
  redirect: "manual";
}

const marginMs = 30_000;

/** OAuth2 client credentials (RFC 6749 section 4.4) for `bearer`; asks anew 30 s before the end. */
export function clientCredentials(options: ClientCredentials): TokenSource {
  const { tokenUrl, clientId, clientSecret, scope } = options;
  const send = options.fetch ?? ((url, init) => defaultPlatform.fetch(url, init as never));
  const now = options.now ?? defaultPlatform.now;
  // RFC 6749 section 2.3.1: both are form-encoded before they are joined.
  const basic = btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`);
  let endsAt = Number.POSITIVE_INFINITY;
  return {
    ended: () => now() >= endsAt,
    token: async () => {
      const answer = await send(tokenUrl, {
        method: "POST",
        headers: {
          authorization: `Basic ${basic}`,
          "content-type": "application/x-www-form-urlencoded",
          accept: "application/json",
        },
        body: `grant_type=client_credentials${scope ? `&scope=${encodeURIComponent(scope)}` : ""}`,
        redirect: "manual",
      });
      const { access_token: token, expires_in: seconds } = JSON.parse(await answer.text());
      if (typeof token !== "string") throw new Error(`no token: ${answer.status}`);
      endsAt = seconds > 0 ? now() + seconds * 1000 - marginMs : Number.POSITIVE_INFINITY;
      return token;
    },
  };
}

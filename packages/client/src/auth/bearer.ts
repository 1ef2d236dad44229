import { isTmf654Error } from "../errors/is-tmf654-error.ts";
import { UnauthorizedError } from "../errors/status-errors.ts";
import type { ClientRequest, Middleware } from "../pipeline/middleware.ts";

/** The argument of a {@link TokenProvider}. */
export interface TokenRequest {
  /** The token that the server rejected with 401; `undefined` when there is none yet. */
  readonly rejectedToken: string | undefined;
}

/** A function that returns an access token. Its promise must settle, because calls wait for it. */
export type TokenProvider = (request: TokenRequest) => string | Promise<string>;

/** A token provider that knows when its token expires. */
export interface TokenSource {
  readonly token: TokenProvider;
  /** Called before each attempt; `true` makes the client call `token` again. */
  readonly isExpired: () => boolean;
}

/** Whether the request goes to the origin of `baseUrl`. Send credentials only to this origin. */
export function isOwnOrigin({ url, ownUrl, baseUrl }: ClientRequest): boolean {
  const originOf = (text: string) => /^[^:]+:\/\/[^/?#]*/.exec(text)?.[0];
  return url === ownUrl || originOf(url) === originOf(baseUrl);
}

/**
 * Returns the token if a header can contain it. Throws otherwise, because the runtime's error would
 * quote the token.
 */
function assertSendable(token: unknown): string {
  if (typeof token === "string" && /^[!-~][ -~]*$/.test(token)) return token;
  throw new TypeError("the access token must be ASCII text, not empty");
}

const withHeader = (request: ClientRequest, name: string, value: string): ClientRequest => ({
  ...request,
  headers: { ...request.headers, [name]: value },
});

/** A middleware that sends a fixed credential in a header, only to the origin of `baseUrl`. */
export function headerAuth(name: string, value: string): Middleware {
  return (request, next) =>
    next(isOwnOrigin(request) ? withHeader(request, name.toLowerCase(), value) : request);
}

/**
 * A middleware that sends a bearer token in the header `Authorization`. A token from a provider is
 * cached until it expires or a 401 rejects it. The provider is then called once for all waiting
 * calls, and each rejected request is sent once more.
 * @throws TypeError for a text that is empty or not ASCII. If a provider returns such a token, the
 * call rejects.
 */
export function bearer(source: string | TokenProvider | TokenSource): Middleware {
  const { token, isExpired = () => false } = Object(
    typeof source === "function" ? { token: source } : source,
  ) as Partial<TokenSource>;
  if (!token) return headerAuth("authorization", `Bearer ${assertSendable(source)}`);
  let cachedToken: string | undefined;
  let pendingToken: Promise<string> | undefined;

  /** Ends the wait for a token, unless a newer request waits. */
  function clearPending(request: Promise<string>): void {
    if (pendingToken === request) pendingToken = undefined;
  }

  /** The cached token, or a new one if the cached token is expired or rejected. */
  async function getToken(
    signal: AbortSignal | undefined,
    rejectedToken?: string,
  ): Promise<string> {
    if (cachedToken && cachedToken !== rejectedToken && !isExpired()) return cachedToken;
    // The provider is called once for all waiting calls.
    pendingToken ??= Promise.resolve({ rejectedToken }).then(token).then(assertSendable);
    const request = pendingToken;
    // A provider that hangs must not block every later call. A call that times out stops waiting;
    // the other calls keep waiting for the same token.
    signal?.addEventListener("abort", () => {
      if (isTmf654Error(signal.reason, "TimeoutError")) clearPending(request);
    });
    try {
      cachedToken = await request;
      return cachedToken;
    } catch (cause) {
      throw new UnauthorizedError({ message: "could not get an access token", cause });
    } finally {
      clearPending(request);
    }
  }

  return (request, next) => {
    if (!isOwnOrigin(request)) return next(request);
    const { signal } = request;
    const sendWith = (value: string) =>
      next(withHeader(request, "authorization", `Bearer ${value}`));
    const sendWithRefresh = (firstToken: string) =>
      sendWith(firstToken).then((response) =>
        response.status === 401 ? getToken(signal, firstToken).then(sendWith) : response,
      );
    // A token is usually cached. Without an `await` here, a call with a cached token is faster.
    return cachedToken && !isExpired()
      ? sendWithRefresh(cachedToken)
      : getToken(signal).then(sendWithRefresh);
  };
}

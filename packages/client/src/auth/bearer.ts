import { isTmf654Error } from "../errors/guard.ts";
import { UnauthorizedError } from "../errors/status-errors.ts";
import type { ClientRequest, Middleware } from "../pipeline/types.ts";

/** Why a token is asked for. */
export interface TokenRequest {
  /** The token the server has just refused, if that is the reason. */
  readonly refused: string | undefined;
}

/** Gives a token, with the time when it ends if that is known. Must settle: calls wait for it. */
export type TokenProvider = (request: TokenRequest) => string | Promise<string>;

/** A source that says itself when its token has ended. */
export interface TokenSource {
  readonly token: TokenProvider;
  /** Is it time to ask again? Looked at before each attempt. */
  readonly ended: () => boolean;
}

/** Is the request for the client's own origin? Credentials are for no other. */
export function isOwnOrigin({ url, ownUrl, baseUrl }: ClientRequest): boolean {
  if (url === ownUrl) return true;
  if (url.startsWith(baseUrl) && url[baseUrl.length] === "/") return true;
  const origin = (text: string) => /^[^:]+:\/\/[^/?#]*/.exec(text)?.[0];
  return origin(url) === origin(baseUrl);
}

/** Told here, where the token stays untold: a runtime's own error quotes what it refuses. */
function usable(token: string): string {
  if (/^[ -~]*$/.test(token)) return token;
  throw new TypeError("the access token has characters that no header takes, such as a line break");
}

/** Sends a fixed credential in a header, to the client's own origin only. */
export function headerAuth(name: string, value: string): Middleware {
  return (request, next) =>
    next(
      isOwnOrigin(request)
        ? { ...request, headers: { ...request.headers, [name.toLowerCase()]: value } }
        : request,
    );
}

/**
 * Sends `Authorization: Bearer …`. A provided token is kept until it ends or the server answers
 * 401; then it is asked for once more, whatever the number of calls waiting, and a refused call is
 * sent once more.
 */
export function bearer(source: string | TokenProvider | TokenSource): Middleware {
  if (typeof source === "string") return headerAuth("authorization", `Bearer ${usable(source)}`);
  const { token, ended } =
    typeof source === "function" ? { token: source, ended: () => false } : source;
  let held: string | undefined;
  let pending: Promise<string> | undefined;

  /** Asks once for all who wait. Who comes after the end asks anew. */
  function ask(refused: string | undefined): Promise<string> {
    const asked: Promise<string> = Promise.resolve()
      .then(() => token({ refused }))
      .then((value) => {
        held = usable(value);
        return value;
      })
      .finally(() => letGo(asked));
    return asked;
  }

  function letGo(asked: Promise<string>): void {
    if (pending === asked) pending = undefined;
  }

  /** The current token; one that has ended or was refused is not current. */
  async function current(signal: AbortSignal | undefined, refused?: string): Promise<string> {
    if (held !== undefined && held !== refused && !ended()) return held;
    pending ??= ask(refused);
    const asked = pending;
    // A provider that hangs must not hold up every later call as well. Who gives up waits no
    // longer, and the others still for the same token.
    signal?.addEventListener("abort", () => {
      if (isTmf654Error(signal.reason, "TimeoutError")) letGo(asked);
    });
    try {
      return await asked;
    } catch (cause) {
      throw new UnauthorizedError({ message: "no access token could be had", cause });
    }
  }

  return (request, next) => {
    if (!isOwnOrigin(request)) return next(request);
    const { signal, headers } = request;
    const sendWith = (value: string) =>
      next({ ...request, headers: { ...headers, authorization: `Bearer ${value}` } });
    const sendTwice = (first: string) =>
      sendWith(first).then((answer) =>
        answer.status === 401 ? current(signal, first).then(sendWith) : answer,
      );
    // Nothing to wait for is the usual case, and waiting is what a call would cost most.
    return held !== undefined && !ended() ? sendTwice(held) : current(signal).then(sendTwice);
  };
}

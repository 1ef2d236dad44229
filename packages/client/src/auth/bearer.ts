import { UnauthorizedError } from "../errors/status-errors.ts";
import type { ClientRequest, Middleware } from "../pipeline/types.ts";

/** Why a token is asked for. */
export interface TokenRequest {
  /** The token the server has just refused, if that is the reason. */
  readonly refused: string | undefined;
}

/** A token, or where to get one. Called once for any number of calls that wait for it. */
export type TokenSource = string | ((request: TokenRequest) => string | Promise<string>);

/** Is the request for the client's own origin? Credentials are for no other. */
export function isOwnOrigin({ url, baseUrl }: ClientRequest): boolean {
  const origin = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i;
  return url.match(origin)?.[0] === baseUrl.match(origin)?.[0];
}

/**
 * Sends `Authorization: Bearer …`. The token is kept until the server answers 401; then it is asked
 * for once more, whatever the number of calls refused, and each call is sent once more.
 */
export function bearer(source: TokenSource): Middleware {
  let token = typeof source === "string" ? source : undefined;
  let pending: Promise<string> | undefined;

  async function ask(refused: string | undefined): Promise<string> {
    try {
      return await (source as Exclude<TokenSource, string>)({ refused });
    } catch (cause) {
      throw new UnauthorizedError({ message: "no access token could be had", cause });
    }
  }

  /** The current token; one that was refused is not current. */
  async function current(refused?: string): Promise<string> {
    if (token !== undefined && (token !== refused || typeof source === "string")) return token;
    pending ??= ask(refused).then(
      (value) => {
        token = value;
        pending = undefined;
        return value;
      },
      (error) => {
        pending = undefined;
        throw error;
      },
    );
    return pending;
  }

  return async (request, next) => {
    if (!isOwnOrigin(request)) return next(request);
    const withToken = (value: string) =>
      next({ ...request, headers: { ...request.headers, authorization: `Bearer ${value}` } });
    const first = await current();
    const answer = await withToken(first);
    if (answer.status !== 401) return answer;
    const second = await current(first);
    return second === first ? answer : withToken(second);
  };
}

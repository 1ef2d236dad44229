import type { Tmf654Error } from "../errors/tmf654-error.ts";

/**
 * A request in the pipeline. All its values are plain, so that a middleware can copy and change it
 * by spreading.
 */
export interface ClientRequest {
  /** The operation id, such as `createTopupBalance`, or method and path for `client.http`. */
  readonly operation: string;
  readonly method: string;
  /** The absolute URL, with the query. */
  readonly url: string;
  /**
   * The original `url`, which the client created from `baseUrl`. `undefined` for `client.http`.
   */
  readonly ownUrl?: string | undefined;
  /** The client's base URL without trailing slashes. Send credentials to its origin only. */
  readonly baseUrl: string;
  /** The headers, with names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /**
   * A signal that aborts when the caller aborts. In an attempt it also aborts at the time limit.
   */
  readonly signal?: AbortSignal | undefined;
  /** The number of the attempt: 0 in `middleware`; 1, 2, … in `attemptMiddleware`. */
  readonly attempt: number;
  readonly idempotencyKey?: string | undefined;
  /**
   * Functions that are called once at the end of the call, with the final error or `undefined`. A
   * middleware pushes them here, because the call may still reject a response that `next` returned.
   * Errors from these functions are ignored.
   */
  readonly onEnd: ((error: Tmf654Error | undefined) => void)[];
}

/** A response with its complete body. */
export interface ClientResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: string;
}

/**
 * The server's id for the request. Quote it when you ask the operator of the server about a
 * request.
 */
export const requestIdOf = ({ headers }: Pick<ClientResponse, "headers">): string | undefined =>
  headers.get("x-request-id") ?? headers.get("x-correlation-id") ?? undefined;

/**
 * A function that runs the rest of the pipeline. It resolves for any status and rejects with a
 * `Tmf654Error`.
 */
export type Next = (request: ClientRequest) => Promise<ClientResponse>;

/**
 * A function around the rest of the pipeline. It may change the request, return a response of its
 * own, inspect the response, or call `next` again.
 */
export type Middleware = (request: ClientRequest, next: Next) => Promise<ClientResponse>;

/** Combines middleware into one function; the first is the outermost. */
export function composeMiddleware(middleware: readonly Middleware[], sendRequest: Next): Next {
  return middleware.reduceRight<Next>(
    (next, step) => (request) => step(request, next),
    sendRequest,
  );
}

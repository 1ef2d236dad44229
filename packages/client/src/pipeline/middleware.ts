import type { Tmf654Error } from "../errors/tmf654-error.ts";

/**
 * A request in the pipeline. It has plain values, so that a middleware can change it by spreading.
 */
export interface ClientRequest {
  /** The operation id, such as `createTopupBalance`, or method and path for `client.http`. */
  readonly operation: string;
  readonly method: string;
  /** Absolute, with the query. */
  readonly url: string;
  /** The `url` that the client itself built from `baseUrl`; `undefined` for `client.http`. */
  readonly ownUrl?: string | undefined;
  /** The client's base URL without trailing slashes. Send credentials to its origin only. */
  readonly baseUrl: string;
  /** Names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Aborted when the caller aborts or, in an attempt, when its time limit ends. */
  readonly signal?: AbortSignal | undefined;
  /** 0 in `middleware`; 1, 2, … in `attemptMiddleware`. */
  readonly attempt: number;
  readonly idempotencyKey?: string | undefined;
  /**
   * Functions pushed here are called once, with the final error or `undefined`. A response may
   * still turn out to be invalid, so this is how a middleware learns the end of a call. Errors from
   * these functions are ignored.
   */
  readonly onEnd: ((error: Tmf654Error | undefined) => void)[];
}

/** A complete response: its body has been read. */
export interface ClientResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: string;
}

/** The server's id for the request, useful in support cases. */
export const requestIdOf = ({ headers }: Pick<ClientResponse, "headers">): string | undefined =>
  headers.get("x-request-id") ?? headers.get("x-correlation-id") ?? undefined;

/** Runs the rest of the pipeline. Resolves for any status; rejects with a `Tmf654Error`. */
export type Next = (request: ClientRequest) => Promise<ClientResponse>;

/**
 * A function around the rest of the pipeline. It may change the request, return its own response,
 * inspect the response, or call `next` again.
 */
export type Middleware = (request: ClientRequest, next: Next) => Promise<ClientResponse>;

/** Combines middleware into one function; the first is the outermost. */
export function compose(middleware: readonly Middleware[], last: Next): Next {
  return middleware.reduceRight<Next>((next, step) => (request) => step(request, next), last);
}

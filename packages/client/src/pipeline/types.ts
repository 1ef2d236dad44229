import type { Tmf654Error } from "../errors/tmf654-error.ts";

/** One request as the pipeline sees it: plain values, so a middleware changes it by spreading. */
export interface ClientRequest {
  /** The operation id, such as `createTopupBalance`, or method and path for `client.http`. */
  readonly operation: string;
  readonly method: string;
  /** Absolute, with the query. */
  readonly url: string;
  /** The `url` that the client itself has made, under its `baseUrl`; none for `client.http`. */
  readonly ownUrl?: string | undefined;
  /** The client's base URL without a closing slash. Credentials are for this origin only. */
  readonly baseUrl: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Aborted when the caller gives up or, in an attempt, when its time is over. */
  readonly signal?: AbortSignal | undefined;
  /** 0 around the whole call, then 1, 2, … in each attempt. */
  readonly attempt: number;
  readonly idempotencyKey?: string | undefined;
  /**
   * For a middleware that wants to know how the call ends for the caller: what it puts in here is
   * told, once, of the error thrown, if any. An answer alone does not say whether it can be read.
   * What a listener throws is dropped.
   */
  readonly onEnd: ((error: Tmf654Error | undefined) => void)[];
}

/** A complete answer: the body has been read. */
export interface ClientResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: string;
}

/** The server's name for the request, to be quoted to its operators. */
export const requestIdOf = ({ headers }: Pick<ClientResponse, "headers">): string | undefined =>
  headers.get("x-request-id") ?? headers.get("x-correlation-id") ?? undefined;

/** The rest of the pipeline. Rejects with a `Tmf654Error`; resolves for any status. */
export type Next = (request: ClientRequest) => Promise<ClientResponse>;

/**
 * A step around the rest of the pipeline: change the request, answer by itself, look at the answer,
 * call `next` again. Retry, cache and circuit breaker are all of this shape and compose.
 */
export type Middleware = (request: ClientRequest, next: Next) => Promise<ClientResponse>;

/** The first middleware is the outermost. */
export function compose(middleware: readonly Middleware[], last: Next): Next {
  return middleware.reduceRight<Next>((next, step) => (request) => step(request, next), last);
}

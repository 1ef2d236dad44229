/** One HTTP request in a light form that every adapter can create. */
export interface MockRequest {
  readonly method: string;
  /** Path and query as received: `/tmf-api/…/bucket?status=active`. */
  readonly target: string;
  /** A header by its lower-case name. */
  header(name: string): string | undefined;
  /** All headers, for the control plane. */
  headers(): Iterable<readonly [name: string, value: string]>;
  /**
   * Bytes of the body. `"tooLarge"` when the adapter stopped reading at the limit, `"noRoom"` when
   * all uploads together are too large.
   */
  readonly body: Uint8Array | "tooLarge" | "noRoom" | undefined;
  /** True for a call inside the process or from the loopback interface. */
  readonly local: boolean;
}

/** The part of a request that is known before its body is read. */
export type RequestHead = Pick<MockRequest, "target" | "header" | "local">;

/** One HTTP response. With `drop` the adapter ends the connection without a response. */
export interface MockResponse {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | undefined;
  readonly drop?: boolean;
  /** True for a response that `Prefer` or a fault demands: it is never kept for an Idempotency-Key. */
  readonly simulated?: boolean;
  /** True when the response was made before the operation was executed, or instead of it. */
  readonly isUnexecuted?: boolean;
  /** True when the mock was reset while the request waited: the journal does not record it. */
  readonly isStale?: boolean;
}

/** A request as fault rules and the journal see it. */
export interface RequestView {
  /** Operation id of the contract; undefined for an undeclared path or method. */
  readonly operation: string | undefined;
  readonly method: string;
  /** The path below the base path, such as `/bucket/b1`; the whole path outside the API. */
  readonly path: string;
  readonly query: string;
  header(name: string): string | undefined;
  /** All headers as received. */
  headers(): Iterable<readonly [name: string, value: string]>;
  /** The parsed body; undefined without one. */
  readonly body: unknown;
}

/** One HTTP request in the lightest form that every adapter can make. */
export type MockRequest = {
  readonly method: string;
  /** Path and query as they came: `/tmf-api/…/bucket?status=active`. */
  readonly target: string;
  /** A header by its lower-case name. */
  header(name: string): string | undefined;
  /** All headers, for the control plane. */
  headers(): Iterable<readonly [name: string, value: string]>;
  /** Bytes of the body; `"tooLarge"` when the adapter stopped reading at the limit. */
  readonly body: Uint8Array | "tooLarge" | undefined;
  /** True for a call inside the process or from the loopback interface. */
  readonly local: boolean;
};

/** What is known of a request before its body is read. */
export type RequestHead = Pick<MockRequest, "target" | "header">;

/** One HTTP answer. `drop` asks the adapter to end the connection without one. */
export type MockResponse = {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | undefined;
  readonly drop?: boolean;
  /** Asked for by `Prefer` or a fault: nobody's real answer, so never remembered or judged. */
  readonly simulated?: boolean;
};

/** What a fault rule or the journal sees of a request. */
export type RequestView = {
  /** Operation id of the contract; undefined for an undeclared path or method. */
  readonly operation: string | undefined;
  readonly method: string;
  /** Below the base path, `/bucket/b1`; whole where it is not under it. */
  readonly path: string;
  readonly query: string;
  header(name: string): string | undefined;
  /** All headers, as they came. */
  headers(): Iterable<readonly [name: string, value: string]>;
  /** The parsed body where there is one. */
  readonly body: unknown;
};

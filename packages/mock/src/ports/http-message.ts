import type { CommandEffects, RequestOrigin } from "./activity.ts";
import type { GuardIssue } from "./contract-guard.ts";
import type { BodyTexts } from "./json-text.ts";

/** A file of the page at `/__mock/`. */
export interface PageFile {
  /** The content type. */
  readonly type: string;
  readonly text: string;
}

/**
 * Returns a file of the page by its name, such as `index.html`, or `undefined` if there is none.
 */
export type PageFiles = (name: string) => Promise<PageFile | undefined>;

/** An HTTP request in a light form that every adapter can create. */
export interface MockRequest {
  readonly method: string;
  /** The path and query as received, such as `/tmf-api/…/bucket?status=active`. */
  readonly target: string;
  /** Returns a header by its lower-case name. */
  header(name: string): string | undefined;
  /** Returns all headers by lower-case name. The object does not change later. */
  headers(): Readonly<Record<string, string>>;
  /**
   * The bytes of the body. `"tooLarge"` if the adapter stopped reading at the limit. A `NoRoom` if
   * all concurrent bodies were too large together.
   */
  readonly body: Uint8Array | "tooLarge" | UploadLimitReached | undefined;
  /**
   * `currentState` of the handler before the body was read. If the mock was reset since then, the
   * request is interrupted.
   */
  readonly state?: object | undefined;
  /** Whether the request comes from this process or from the loopback interface. */
  readonly local: boolean;
  /** Returns whether the client no longer waits for the response. */
  readonly isAborted?: () => boolean;
  /** Whether the request came over TLS. */
  readonly secure?: boolean;
  /**
   * The files of the page at `/__mock/`. Absent where no browser can open the page by its address.
   */
  readonly pageFiles?: PageFiles;
}

/** A body that was not read, because all concurrent bodies were too large together. */
export interface UploadLimitReached {
  /** The maximum size of all concurrent bodies, in bytes. */
  readonly uploadBytes: number;
}

/** The part of a request that is known before its body is read. */
export type RequestHead = Pick<MockRequest, "target" | "header" | "local">;

/** The texts of which a body consists. */
export interface ShownTexts {
  readonly texts: BodyTexts;
  /** The body that consists of them. A step may have replaced it by another body. */
  readonly body: string;
}

/** An HTTP response. With `drop` the adapter ends the connection without a response. */
export interface MockResponse {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | undefined;
  /** The texts of the body, whose bytes an adapter can cache. */
  readonly shown?: ShownTexts;
  /** The body of a response that does not end, in place of `body`. */
  readonly stream?: ReadableStream<Uint8Array>;
  readonly drop?: boolean;
  /**
   * Whether `Prefer` or a fault requested the response. Such a response is never stored for an
   * Idempotency-Key.
   */
  readonly simulated?: boolean;
  /** Whether the response was created without executing the operation. */
  readonly isUnexecuted?: boolean;
  /**
   * Whether the mock was reset while the request waited. The journal does not record such a
   * request.
   */
  readonly isStale?: boolean;
  /** The issues that the contract guard found in the request and this response. */
  readonly guardIssues?: readonly GuardIssue[];
}

/** The view of a request for fault rules and the journal. */
export interface RequestView {
  /** The operation id of the contract. `undefined` for an undeclared path or method. */
  readonly operation: string | undefined;
  readonly method: string;
  /** The path below the base path, such as `/bucket/b1`. Outside the API it is the whole path. */
  readonly path: string;
  readonly query: string;
  header(name: string): string | undefined;
  /** Returns all headers by lower-case name. The object does not change later. */
  headers(): Readonly<Record<string, string>>;
  /** The parsed body. `undefined` without a body. */
  readonly body: unknown;
  /** The size of the body as received. */
  readonly bodyBytes: number;
  /**
   * The start time by `performance.now()`, in milliseconds; absent for a request that reaches no
   * operation.
   */
  readonly startedAt?: number;
  /** The effects of the request's commands. Present while the mock has a listener of activities. */
  readonly effects?: CommandEffects | undefined;
  /** The origin of the request's commands. Absent for a request without a command. */
  readonly origin?: RequestOrigin | undefined;
}

import type { ClientOptions, WriteOptions } from "../client/options.ts";
import type { Tmf654Error, Tmf654ErrorInit } from "../errors/tmf654-error.ts";
import type { Platform } from "../platform/platform.ts";
import type { Middleware } from "./middleware.ts";
import type { RetryPolicy } from "./retry.ts";

/** The state that a client shares between calls. */
export interface ClientCore {
  readonly options: ClientOptions;
  readonly baseUrl: string;
  readonly platform: Platform;
  /** The client's own headers, with lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The name of the idempotency header, in lower case. */
  readonly keyHeader: string;
  readonly policy: RetryPolicy;
  /** Runs around the whole call. */
  readonly middleware: readonly Middleware[];
  /** Runs around each attempt: the caller's middleware, then the credentials. */
  readonly perAttempt: readonly Middleware[];
  /** Retries left; mutable, shared by all calls of the client. */
  readonly budget: { left: number };
  /** Operations that the server does not offer; mutable, learned from 405 and 501. */
  notOffered?: Set<string>;
}

/** The description of one call. */
export interface ClientCall {
  readonly operation: string;
  readonly method: string;
  /** Relative to the base URL, such as `/bucket`; absolute for `client.http`. */
  readonly path: string;
  /** One more path segment. */
  readonly id?: string | undefined;
  /** The attributes of the query's `fields`, for checks of the response. */
  readonly fields?: readonly string[] | undefined;
  /** Serializes the query. An error in it rejects the call. */
  readonly search?: (() => string) | undefined;
  /** The body as text. */
  readonly body?: string | undefined;
  /** The value of the body, to find the action again. */
  readonly sent?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly options: WriteOptions;
  /** The expected response body: a resource, a list, none, or any. */
  readonly expects: "one" | "list" | "none" | "raw";
  /** Schema names of the response and request bodies, for checks. */
  readonly responseSchema?: string;
  readonly requestSchema?: string | undefined;
  /** Creates the error for a write of unknown outcome. */
  readonly createUnknown?: (
    init: Tmf654ErrorInit,
    core: ClientCore,
    state: CallState,
  ) => Tmf654Error;
}

/** The progress of one call. Mutable; never shared. */
export interface CallState {
  readonly call: ClientCall;
  readonly policy: RetryPolicy;
  /** Platform time before the first attempt. */
  readonly startedAt: number;
  /** Platform time after which no attempt starts. */
  readonly deadline: number;
  readonly key: string | undefined;
  attempts: number;
  /** Whether the last attempt may have reached the server. */
  sent: boolean;
  /** Whether the last attempt carried the idempotency key. */
  keySent: boolean;
  /** Whether some attempt may have done the work without a readable response. */
  inDoubt: boolean;
}

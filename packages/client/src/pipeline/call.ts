import type { UnknownOutcomeError } from "../errors/unknown-outcome-error.ts";
import type { ClientOptions, WriteOptions } from "../options.ts";
import type { Platform } from "../platform.ts";
import type { RetryPolicy } from "./retry.ts";
import type { Middleware } from "./types.ts";

/** What a client keeps between calls. */
export interface Core {
  readonly options: ClientOptions;
  readonly baseUrl: string;
  readonly platform: Platform;
  /** The client's own headers, with lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Lower case. */
  readonly keyHeader: string;
  readonly policy: RetryPolicy;
  /** Around the whole call. */
  readonly middleware: readonly Middleware[];
  /** Around each attempt: the caller's, then the credentials. */
  readonly perAttempt: readonly Middleware[];
  /** Retries that may still be spent; mutable, shared by all calls of the client. */
  readonly budget: { left: number };
}

/** What a resource function, or `client.http`, asks for. */
export interface Call {
  readonly operation: string;
  readonly method: string;
  /** Under the base URL, such as `/bucket`; absolute and complete for `client.http`. */
  readonly path: string;
  /** One more path segment. */
  readonly id?: string | undefined;
  readonly query?: object | undefined;
  /** Sent as JSON; text is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly options: WriteOptions;
  /** What the answer must be: a resource, a list of them, nothing, or whatever comes. */
  readonly expects: "one" | "list" | "none" | "raw";
  /** Schema names of answer and body, for checks. */
  readonly answer?: string;
  readonly bodySchema?: string;
  /** How a write is cleared up when its outcome is unknown. */
  readonly reconciler?: (core: Core, state: CallState) => UnknownOutcomeError["reconcile"];
}

/** One call as it happens. Mutable; never shared. */
export interface CallState {
  readonly call: Call;
  readonly policy: RetryPolicy;
  /** Platform time before the first attempt. */
  readonly startedAt: number;
  /** Platform time after which nothing is begun. */
  readonly deadline: number;
  readonly key: string | undefined;
  attempts: number;
  /** The last attempt reached `fetch`. */
  sent: boolean;
  /** It carried the key, when it did. */
  keyed: boolean;
  /** Some attempt may have done the work without our knowing. */
  unknown: boolean;
}

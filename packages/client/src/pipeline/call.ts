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
  /** Around each attempt: the caller's, then the credentials. */
  readonly perAttempt: readonly Middleware[];
  /** Retries that may still be spent; mutable, shared by all calls of the client. */
  readonly budget: { left: number };
}

/** What a resource function asks for. */
export interface CallSpec {
  readonly operation: string;
  readonly options: WriteOptions;
  /** What the answer must be: a resource, a list of them, nothing, or whatever comes. */
  readonly expects: "one" | "list" | "none" | "raw";
  /** Schema names of answer and body, for checks. */
  readonly answer?: string;
  readonly body?: string;
}

/** One call as it happens. Mutable; never shared. */
export interface CallState {
  readonly spec: CallSpec;
  readonly policy: RetryPolicy;
  /** Platform time after which nothing is begun. */
  readonly deadline: number;
  readonly key: string | undefined;
  attempts: number;
  /** The last attempt reached `fetch`. */
  sent: boolean;
  /** Some attempt may have done the work without our knowing. */
  unknown: boolean;
}

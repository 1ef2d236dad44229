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
  /** The headers of the client, with lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The name of the idempotency header, in lower case. */
  readonly keyHeader: string;
  readonly policy: RetryPolicy;
  /** The middleware around the whole call. */
  readonly middleware: readonly Middleware[];
  /** The middleware around each attempt: `attemptMiddleware`, then `auth`. */
  readonly perAttempt: readonly Middleware[];
  /** The retries that are left. Mutable; all calls of the client share it. */
  readonly budget: { left: number };
  /** The operations that the server does not offer. Mutable; learned from 405 and 501. */
  notOffered?: Set<string>;
}

/** The description of one call. */
export interface ClientCall {
  readonly operation: string;
  readonly method: string;
  /** The path below the base URL, such as `/bucket`. For `client.http` an absolute URL. */
  readonly path: string;
  /** The resource id, one more path segment. */
  readonly id?: string | undefined;
  /** The attributes in `fields` of the query, for checks of the response. */
  readonly fields?: readonly string[] | undefined;
  /** Serializes the query. If it throws, the call rejects. */
  readonly search?: (() => string) | undefined;
  /** The body as text. */
  readonly body?: string | undefined;
  /** The body as a value. `reconcile` uses it to find the action. */
  readonly sent?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly options: WriteOptions;
  /** The expected response body: a resource, a list, none, or any. */
  readonly expects: "one" | "list" | "none" | "raw";
  /** Schema names of the response and request bodies, for checks. */
  readonly responseSchema?: string;
  readonly requestSchema?: string | undefined;
  /**
   * The rules of a write. A read has no rules, so a bundle that only reads does not contain their
   * code.
   */
  readonly write?: WriteRules | undefined;
}

/** The rules that only a write needs. */
export interface WriteRules {
  readonly isUnknown: (status: number, isSent: boolean, policy: RetryPolicy) => boolean;
  /** Whether the error of `fetch` proves that nothing was sent. */
  readonly isUnsent: (error: unknown) => boolean;
  /** Creates the error for an unknown outcome. */
  readonly fail: (init: Tmf654ErrorInit, core: ClientCore, state: CallState) => Tmf654Error;
}

/** The progress of one call. Mutable; never shared. */
export interface CallState {
  readonly call: ClientCall;
  readonly policy: RetryPolicy;
  /** The platform time before the first attempt. */
  readonly startedAt: number;
  /** The platform time after which no attempt starts. */
  readonly deadline: number;
  readonly key: string | undefined;
  attempts: number;
  /** Whether the last attempt may have reached the server. */
  sent: boolean;
  /** Whether the last attempt carried the idempotency key. */
  keySent: boolean;
  /** Whether an attempt without a readable response may have executed the write. */
  inDoubt: boolean;
}

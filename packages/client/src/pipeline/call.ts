import type { CallOptions, ClientOptions, ValueInfo, WriteOptions } from "../options.ts";
import type { Platform } from "../platform.ts";
import { type RetryPolicy, retryPolicy } from "./retry.ts";

/** What a client keeps between calls. */
export interface Core {
  readonly options: ClientOptions;
  readonly baseUrl: string;
  readonly platform: Platform;
  /** Retries that may still be spent; mutable, shared by all calls of the client. */
  readonly budget: { left: number };
}

/** What a resource function asks for. */
export interface CallSpec {
  readonly operation: string;
  readonly options: CallOptions & WriteOptions;
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
  readonly startedAt: number;
  /** Platform time after which nothing is begun. */
  readonly deadline: number;
  readonly key: string | undefined;
  attempts: number;
  /** The last attempt reached `fetch`. */
  sent: boolean;
  /** Some attempt may have done the work without our knowing. */
  unknown: boolean;
  requestId: string | undefined;
}

/** Everything a call decides once, before its first attempt. */
export function startCall(core: Core, spec: CallSpec, method: string): CallState {
  const { options, platform } = core;
  const startedAt = platform.now();
  const retry = spec.options.retry;
  const totalMs = spec.options.totalTimeoutMs ?? options.totalTimeoutMs ?? 90_000;
  return {
    spec,
    policy: retryPolicy(
      retry && options.retry ? { ...options.retry, ...retry } : (retry ?? options.retry),
    ),
    startedAt,
    deadline: startedAt + totalMs,
    key:
      method === "POST" || method === "PATCH"
        ? (spec.options.idempotencyKey ?? (options.idempotency ? platform.newId() : undefined))
        : undefined,
    attempts: 0,
    sent: false,
    unknown: false,
    requestId: undefined,
  };
}

/** The header that carries an idempotency key. */
export function idempotencyHeader({ idempotency }: ClientOptions): string {
  return (typeof idempotency === "object" ? idempotency.header : "Idempotency-Key").toLowerCase();
}

/** What a check is told. */
export function valueInfo(spec: CallSpec, schema: string): ValueInfo {
  return { operation: spec.operation, schema, isList: spec.expects === "list" };
}

import { requestIdOf } from "./middleware.ts";
import type { FinishedCall } from "./run-call.ts";

/** The status, headers and attempts of the call that returned a result. */
export interface CallMeta {
  readonly operation: string;
  readonly status: number;
  /** The response headers. */
  readonly headers: { get(name: string): string | null };
  readonly requestId: string | undefined;
  readonly attempts: number;
  /** The idempotency key that the call sent. Store the key with your order. */
  readonly idempotencyKey: string | undefined;
}

/** A symbol that all copies of this package share. */
const key = Symbol.for("tmf654.meta");

/**
 * Attaches the {@link CallMeta} to a result, hidden from loops, spreads, JSON and comparisons. A
 * `WeakMap` would work too, but its garbage collection costs more than the rest of a call.
 */
export function attachMeta(
  { value, response, state }: FinishedCall,
  result = value as object,
): object {
  Reflect.defineProperty(result, key, {
    value: { status: response.status, headers: response.headers, state },
  });
  return result;
}

/**
 * Returns the status, headers, attempts and idempotency key of the call that returned a result or
 * page.
 */
export function metaOf(result: object): CallMeta | undefined {
  const attached = (
    result as { [key]?: Pick<FinishedCall, "state"> & Pick<CallMeta, "status" | "headers"> }
  )[key];
  if (!attached) return undefined;
  const { status, headers, state } = attached;
  return {
    operation: state.call.operation,
    status,
    headers,
    requestId: requestIdOf(attached),
    attempts: state.attempts,
    idempotencyKey: state.key,
  };
}

import { requestIdOf } from "./middleware.ts";
import type { FinishedCall } from "./run-call.ts";

/** Facts about the call that returned a result. */
export interface CallMeta {
  readonly operation: string;
  readonly status: number;
  /** The response headers. */
  readonly headers: { get(name: string): string | null };
  readonly requestId: string | undefined;
  readonly attempts: number;
  /** The key that was sent. Store it with the order that it belongs to. */
  readonly idempotencyKey: string | undefined;
}

/** The same symbol in all copies of this package. */
const key = Symbol.for("tmf654.meta");

/**
 * Attaches the facts of a call to its result, hidden from loops, spreads, JSON and comparisons. A
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

/** Returns status, headers, attempts and idempotency key of a result or page from this client. */
export function metaOf(result: object): CallMeta | undefined {
  const kept = (
    result as { [key]?: Pick<FinishedCall, "state"> & Pick<CallMeta, "status" | "headers"> }
  )[key];
  if (!kept) return undefined;
  const { status, headers, state } = kept;
  return {
    operation: state.call.operation,
    status,
    headers,
    requestId: requestIdOf(kept),
    attempts: state.attempts,
    idempotencyKey: state.key,
  };
}

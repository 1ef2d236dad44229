import type { Performed } from "./pipeline/perform.ts";
import { requestIdOf } from "./pipeline/types.ts";

/** How a result came about. */
export interface CallMeta {
  readonly operation: string;
  readonly status: number;
  /** The server's headers. */
  readonly headers: { get(name: string): string | null };
  readonly requestId: string | undefined;
  readonly attempts: number;
  /** The key that was sent, to be kept with the order it paid for. */
  readonly idempotencyKey: string | undefined;
}

/** One key for all copies of this package. */
const key = Symbol.for("tmf654.meta");

/**
 * Keeps what is known about a result, unseen by loops, spreads, JSON and comparisons. (A `WeakMap`
 * would do as well, but its garbage collection costs more than all the rest of a call.)
 */
export function remember({ value, answer, state }: Performed, result = value as object): object {
  Reflect.defineProperty(result, key, {
    value: { status: answer.status, headers: answer.headers, state },
  });
  return result;
}

/** Status, headers, attempts and idempotency key of a result or page this client returned. */
export function metaOf(result: object): CallMeta | undefined {
  const kept = (
    result as { [key]?: Pick<Performed, "state"> & Pick<CallMeta, "status" | "headers"> }
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

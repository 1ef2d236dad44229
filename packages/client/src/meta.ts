import type { Performed } from "./pipeline/perform.ts";

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

const metas = new WeakMap<object, Performed>();

/** Keeps what is known about a result without adding to the result. */
export function remember(result: object, done: Performed): void {
  metas.set(result, done);
}

/** Status, headers, attempts and idempotency key of a result or page this client returned. */
export function metaOf(result: object): CallMeta | undefined {
  const done = metas.get(result);
  if (!done) return undefined;
  const { answer, state } = done;
  const { headers } = answer;
  return {
    operation: state.spec.operation,
    status: answer.status,
    headers,
    requestId: headers.get("x-request-id") ?? headers.get("x-correlation-id") ?? undefined,
    attempts: state.attempts,
    idempotencyKey: state.key,
  };
}

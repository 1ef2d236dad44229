import type { MockResponse } from "../ports/http-message.ts";
import type { IdempotencyRecord } from "../ports/idempotency-record.ts";
import { createLimitWatch, type LimitWatch } from "../ports/limits.ts";
import type { StateChanges } from "../ports/state-changes.ts";
import { errorResponse, mapResponse, type PendingResponse, toUnexecuted } from "./responses.ts";

/** A POST with an Idempotency-Key. */
export interface KeyedRequest {
  /** The key, credential and operation. A request is repeated if all three are equal. */
  readonly scope: string;
  readonly body: string;
  readonly now: number;
  readonly ttlMs: number;
}

/** The requests with an Idempotency-Key and their responses. */
export interface IdempotencyMemory {
  /** Runs a request at most once. A repeated request gets the first response. */
  once(request: KeyedRequest, run: () => PendingResponse): PendingResponse;
  /** Returns the finished request with a scope, if it was sent after an instant. */
  find(scope: string, after: number): FinishedRequest | undefined;
  /** Puts a finished request in place, or removes it without a record. */
  put(scope: string, record: IdempotencyRecord | undefined): void;
  /** Returns the finished requests, oldest first, without those in progress. */
  records(): readonly IdempotencyRecord[];
  /** Replaces all records. Requests in progress are forgotten. */
  load(records: readonly IdempotencyRecord[]): void;
}

/** The body of a finished request, and its response. */
export interface FinishedRequest {
  readonly body: string;
  readonly at: number;
  readonly response: MockResponse;
}
interface RunningEntry {
  readonly body: string;
  readonly response: Promise<MockResponse>;
}

/**
 * Creates the memory of requests with a key and their responses, within the limits `keys` and
 * `keyBytes`.
 */
export function createIdempotencyMemory(
  limits: LimitWatch = createLimitWatch(),
  stateChanges: StateChanges = {},
): IdempotencyMemory {
  const finished = createFinished(limits, stateChanges);
  // Separate from finished requests, because a request in progress must not be removed: it could
  // run twice.
  const running = new Map<string, RunningEntry>();
  return {
    once: (request, run) => {
      const { scope, body, now, ttlMs } = request;
      finished.forget(now - ttlMs);
      const known = running.get(scope) ?? finished.find(scope, now - ttlMs);
      if (known) return repeatResponse(known, body);
      const response = run();
      if (!(response instanceof Promise)) {
        finished.keep(scope, { body, at: now, response });
        return response;
      }
      const entry: RunningEntry = { body, response };
      running.set(scope, entry);
      const end = (settled?: MockResponse): void => {
        // `load` may have removed the entry since.
        if (running.get(scope) !== entry) return;
        running.delete(scope);
        if (settled) finished.keep(scope, { body, at: now, response: settled });
      };
      return response.then(
        (settled) => {
          end(settled);
          return settled;
        },
        (error: unknown) => {
          end();
          throw error;
        },
      );
    },
    ...finished,
    load: (records) => {
      running.clear();
      finished.load(records);
    },
  };
}

/** Creates the store of finished requests, in order of their end. */
function createFinished({ max, reached }: LimitWatch, stateChanges: StateChanges) {
  const entries = new Map<string, FinishedRequest>();
  let bytes = 0;
  const remove = (scope: string): void => {
    const entry = entries.get(scope);
    if (!entry) return;
    bytes -= sizeOf(scope, entry);
    entries.delete(scope);
    stateChanges.onChange?.("key", scope, undefined);
  };
  const trim = (): void => {
    for (const scope of entries.keys()) {
      const isOver = entries.size > max.keys ? "keys" : bytes > max.keyBytes && "keyBytes";
      // The latest entry always stays, even if it is too large.
      if (!isOver || entries.size === 1) return;
      reached(isOver);
      remove(scope);
    }
  };
  const put = (scope: string, entry: FinishedRequest | undefined): void => {
    remove(scope);
    if (!entry) return;
    entries.set(scope, entry);
    bytes += sizeOf(scope, entry);
  };
  return {
    put,
    find: (scope: string, after: number): FinishedRequest | undefined => {
      const entry = entries.get(scope);
      return entry && entry.at > after ? entry : undefined;
    },
    keep: (scope: string, entry: FinishedRequest): void => {
      if (!isKept(entry.response)) return;
      put(scope, entry);
      stateChanges.onChange?.("key", scope, { scope, ...entry });
      trim();
    },
    /** Removes old entries. The entries are in order of age unless the clock was set back. */
    forget: (before: number): void => {
      for (const [scope, { at }] of entries) {
        if (at > before) return;
        remove(scope);
      }
    },
    records: (): readonly IdempotencyRecord[] =>
      [...entries].map(([scope, entry]) => ({ scope, ...entry })),
    load: (records: readonly IdempotencyRecord[]): void => {
      entries.clear();
      bytes = 0;
      for (const { scope, ...entry } of records) put(scope, entry);
      trim();
    },
  };
}

function sizeOf(scope: string, { body, response }: FinishedRequest): number {
  return scope.length + body.length + (response.body?.length ?? 0) + 200;
}

/** Returns the first response to a repeated request, or the refusal of another body. */
export function repeatResponse(
  known: { readonly body: string; readonly response: PendingResponse },
  body: string,
): PendingResponse {
  if (known.body !== body) {
    const message = "The Idempotency-Key was used with another body; use a new key.";
    return toUnexecuted(errorResponse("keyReused", message));
  }
  return mapResponse(known.response, markReplayed);
}

function markReplayed(response: MockResponse): MockResponse {
  if (!isKept(response)) return response;
  return { ...response, headers: { ...response.headers, "idempotency-replayed": "true" } };
}

/** Whether repeated requests get this response: a success or a final refusal. */
function isKept({ status, simulated }: MockResponse): boolean {
  return !simulated && ((status >= 200 && status < 300) || status === 409);
}

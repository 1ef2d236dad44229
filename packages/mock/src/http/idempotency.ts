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
  runOnce(request: KeyedRequest, run: () => PendingResponse): PendingResponse;
  /** Returns the finished request with a scope, if it was sent after an instant. */
  find(scope: string, sentAfter: number): FinishedRequest | undefined;
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
  const finishedRequests = createFinishedRequests(limits, stateChanges);
  // Requests in progress are separate from finished ones. A removed request in progress could run
  // twice.
  const runningEntries = new Map<string, RunningEntry>();
  return {
    runOnce: (request, run) => {
      const { scope, body, now, ttlMs } = request;
      finishedRequests.forget(now - ttlMs);
      const knownEntry = runningEntries.get(scope) ?? finishedRequests.find(scope, now - ttlMs);
      if (knownEntry) return repeatResponse(knownEntry, body);
      const response = run();
      if (!(response instanceof Promise)) {
        finishedRequests.keep(scope, { body, at: now, response });
        return response;
      }
      const entry: RunningEntry = { body, response };
      runningEntries.set(scope, entry);
      const endRun = (settledResponse?: MockResponse): void => {
        // `load` may have removed the entry since.
        if (runningEntries.get(scope) !== entry) return;
        runningEntries.delete(scope);
        if (settledResponse)
          finishedRequests.keep(scope, { body, at: now, response: settledResponse });
      };
      return response.then(
        (settled) => {
          endRun(settled);
          return settled;
        },
        (error: unknown) => {
          endRun();
          throw error;
        },
      );
    },
    ...finishedRequests,
    load: (records) => {
      runningEntries.clear();
      finishedRequests.load(records);
    },
  };
}

/** Creates the store of finished requests, in order of their end. */
function createFinishedRequests({ max, countReached }: LimitWatch, stateChanges: StateChanges) {
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
      const reachedLimit = entries.size > max.keys ? "keys" : bytes > max.keyBytes && "keyBytes";
      // The latest entry always stays, even if it is too large.
      if (!reachedLimit || entries.size === 1) return;
      countReached(reachedLimit);
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
    find: (scope: string, sentAfter: number): FinishedRequest | undefined => {
      const entry = entries.get(scope);
      return entry && entry.at > sentAfter ? entry : undefined;
    },
    keep: (scope: string, entry: FinishedRequest): void => {
      if (!isKept(entry.response)) return;
      put(scope, entry);
      stateChanges.onChange?.("key", scope, { scope, ...entry });
      trim();
    },
    /** Removes old entries. The entries are in order of age unless the clock was set back. */
    forget: (instant: number): void => {
      for (const [scope, { at }] of entries) {
        if (at > instant) return;
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
  knownRequest: { readonly body: string; readonly response: PendingResponse },
  body: string,
): PendingResponse {
  if (knownRequest.body !== body) {
    const message = "The Idempotency-Key was used with another body; use a new key.";
    return toUnexecuted(errorResponse("keyReused", message));
  }
  return mapResponse(knownRequest.response, markReplayed);
}

function markReplayed(response: MockResponse): MockResponse {
  if (!isKept(response)) return response;
  return { ...response, headers: { ...response.headers, "idempotency-replayed": "true" } };
}

/** Whether repeated requests get this response: a success or a final refusal. */
function isKept({ status, simulated }: MockResponse): boolean {
  return !simulated && ((status >= 200 && status < 300) || status === 409);
}

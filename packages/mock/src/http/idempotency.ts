import type { MockResponse } from "../ports/http-message.ts";
import type { IdempotencyRecord } from "../ports/idempotency-record.ts";
import { errorResponse, mapResponse, type PendingResponse } from "./responses.ts";

/** A POST that carries an Idempotency-Key. */
export interface KeyedRequest {
  /** Key, credential and path; a request that differs in one of them is a different request. */
  readonly scope: string;
  readonly body: string;
  readonly now: number;
  readonly ttlMs: number;
}

/** The requests with an Idempotency-Key and their responses. */
export interface IdempotencyMemory {
  /** Runs a request at most once; a repetition gets the first response. */
  once(request: KeyedRequest, run: () => PendingResponse): PendingResponse;
  /** The finished requests, oldest first. A request in progress is left out. */
  records(): readonly IdempotencyRecord[];
  /** Replaces all records. */
  load(records: readonly IdempotencyRecord[]): void;
}

interface KeyEntry {
  readonly body: string;
  readonly at: number;
  response: PendingResponse;
}

const maxKeys = 10_000;

/** Remembers the responses of keyed requests, the latest 10,000 of them at most. */
export function createIdempotencyMemory(): IdempotencyMemory {
  const entries = new Map<string, KeyEntry>();
  const once: IdempotencyMemory["once"] = (request, run) => {
    forget(entries, request.now - request.ttlMs);
    const known = entries.get(request.scope);
    if (known && known.at > request.now - request.ttlMs) return repeat(known, request.body);
    const response = run();
    if (!(response instanceof Promise)) {
      if (isKept(response)) entries.set(request.scope, { ...stamp(request), response });
      return response;
    }
    const entry: KeyEntry = { ...stamp(request), response };
    entries.set(request.scope, entry);
    // `load` may have put another entry for the key here meanwhile.
    const drop = (): void => {
      if (entries.get(request.scope) === entry) entries.delete(request.scope);
    };
    return response.then(
      (settled) => {
        entry.response = settled;
        if (!isKept(settled)) drop();
        return settled;
      },
      (error: unknown) => {
        drop();
        throw error;
      },
    );
  };
  return {
    once,
    records: () =>
      [...entries].flatMap(([scope, { body, at, response }]) =>
        response instanceof Promise ? [] : [{ scope, body, at, response }],
      ),
    load: (records) => {
      entries.clear();
      for (const { scope, ...entry } of records) entries.set(scope, entry);
    },
  };
}

function stamp({ body, now }: KeyedRequest): { body: string; at: number } {
  return { body, at: now };
}

/** Removes old entries. They are in order of age unless the clock was set back. */
function forget(entries: Map<string, KeyEntry>, before: number): void {
  for (const [scope, entry] of entries) {
    if (entry.at > before && entries.size < maxKeys) return;
    entries.delete(scope);
  }
}

function repeat(known: KeyEntry, body: string): PendingResponse {
  if (known.body !== body) {
    const message = "The Idempotency-Key was used with another body; use a new key.";
    return errorResponse("keyReused", message);
  }
  return mapResponse(known.response, markReplayed);
}

function markReplayed(response: MockResponse): MockResponse {
  if (!isKept(response)) return response;
  return { ...response, headers: { ...response.headers, "idempotency-replayed": "true" } };
}

/** Whether a repetition gets this response: a success or a final refusal. */
function isKept({ status, simulated }: MockResponse): boolean {
  return !simulated && ((status >= 200 && status < 300) || status === 409);
}

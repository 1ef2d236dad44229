import type { AnsweredKey } from "../ports/answered-key.ts";
import type { MockResponse } from "../ports/http-message.ts";
import { faultAnswer } from "./responses.ts";

/** A POST that carries an Idempotency-Key. */
export type KeyedRequest = {
  /** Key, credential and path: another of either is another request. */
  readonly scope: string;
  readonly body: string;
  readonly now: number;
  readonly ttlMs: number;
};

/** What is known of keyed requests. */
export type IdempotencyMemory = {
  /** Runs a request at most once; a second one gets the first one's answer. */
  once(
    request: KeyedRequest,
    run: () => MockResponse | Promise<MockResponse>,
  ): MockResponse | Promise<MockResponse>;
  /** Those answered, oldest first. One that still runs has done nothing yet. */
  answered(): readonly AnsweredKey[];
  /** Knows these and no others from now on. */
  load(answered: readonly AnsweredKey[]): void;
};

type Entry = {
  readonly body: string;
  readonly at: number;
  answer: MockResponse | Promise<MockResponse>;
};

const mostKeys = 10_000;

/** Remembers the answers of keyed requests, the latest 10,000 of them at most. */
export function createIdempotencyMemory(): IdempotencyMemory {
  const entries = new Map<string, Entry>();
  const once: IdempotencyMemory["once"] = (request, run) => {
    forget(entries, request.now - request.ttlMs);
    const known = entries.get(request.scope);
    if (known && known.at > request.now - request.ttlMs) return again(known, request.body);
    const answer = run();
    if (!(answer instanceof Promise)) {
      if (isKept(answer)) entries.set(request.scope, { ...stamp(request), answer });
      return answer;
    }
    const entry: Entry = { ...stamp(request), answer };
    entries.set(request.scope, entry);
    // Another world may have been loaded meanwhile, with an entry of its own for the key.
    const drop = (): void => {
      if (entries.get(request.scope) === entry) entries.delete(request.scope);
    };
    return answer.then(
      (settled) => {
        entry.answer = settled;
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
    answered: () =>
      [...entries].flatMap(([scope, { body, at, answer }]) =>
        answer instanceof Promise ? [] : [{ scope, body, at, answer }],
      ),
    load: (answered) => {
      entries.clear();
      for (const { scope, ...entry } of answered) entries.set(scope, entry);
    },
  };
}

function stamp({ body, now }: KeyedRequest): { body: string; at: number } {
  return { body, at: now };
}

/** Insertion order is age; only a clock set back can leave an old entry behind a young one. */
function forget(entries: Map<string, Entry>, before: number): void {
  for (const [scope, entry] of entries) {
    if (entry.at > before && entries.size < mostKeys) return;
    entries.delete(scope);
  }
}

function again(known: Entry, body: string): MockResponse | Promise<MockResponse> {
  if (known.body !== body) {
    const message = "The Idempotency-Key was used with another body; use a new key.";
    return faultAnswer("keyReused", message);
  }
  return known.answer instanceof Promise ? known.answer.then(replayed) : replayed(known.answer);
}

function replayed(answer: MockResponse): MockResponse {
  if (!isKept(answer)) return answer;
  return { ...answer, headers: { ...answer.headers, "idempotency-replayed": "true" } };
}

/** An answer that a repetition must not change: done, or refused for good. */
function isKept({ status, simulated }: MockResponse): boolean {
  return !simulated && ((status >= 200 && status < 300) || status === 409);
}

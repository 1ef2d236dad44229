import type { ClientOptions, FetchInit } from "@tmf654/client";

/** One request to the fake server. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query below the base URL. */
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

/**
 * The reply of the fake server: status and body, a `Response`, or an error for `fetch` to throw.
 */
export type Reply = Error | Response | { status?: number; body?: unknown; headers?: HeadersInit };

export const baseUrl = "https://ocs.example/tmf-api/prepayBalanceManagement/v4";

/** Creates a `fetch` that returns the replies of a function and records every request. */
export function createFakeServer(
  reply: (seen: SeenRequest, count: number) => Reply | Promise<Reply>,
) {
  const seen: SeenRequest[] = [];
  const fetch = async (url: string, init: FetchInit) => {
    const path = url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url;
    const body = init.body === undefined ? undefined : JSON.parse(init.body);
    const request = { method: init.method, path, headers: init.headers, body };
    seen.push(request);
    const result = await reply(request, seen.length);
    if (result instanceof Error) throw result;
    if (result instanceof Response) return result;
    const text = typeof result.body === "string" ? result.body : JSON.stringify(result.body);
    const status = result.status ?? 200;
    const headers = { "content-type": "application/json;charset=utf-8", ...result.headers };
    return new Response(status === 204 ? null : (text ?? ""), { status, headers });
  };
  const options: ClientOptions = { baseUrl, fetch };
  return { fetch, seen, options };
}

/** Creates a platform whose delays take no time, but are recorded. */
export function createInstantPlatform() {
  const waits: number[] = [];
  let now = Date.parse("2026-03-01T12:00:00Z");
  let timers = 0;
  return {
    waits,
    get timers() {
      return timers;
    },
    advance(ms: number) {
      now += ms;
    },
    platform: {
      now: () => now,
      random: () => 0.5,
      setTimer: (callback: () => void, ms: number) => {
        timers += 1;
        // Delays between attempts are short. The time limit of an attempt is 30 s in these tests.
        if (ms >= 25_000) return { long: true };
        waits.push(ms);
        const handle = { done: false };
        queueMicrotask(() => {
          if (handle.done) return;
          handle.done = true;
          timers -= 1;
          now += ms;
          callback();
        });
        return handle;
      },
      clearTimer: (timer: unknown) => {
        const handle = timer as { isDone?: boolean; long?: boolean };
        if (handle.isDone === true) return;
        handle.isDone = true;
        timers -= 1;
      },
    },
  };
}

/** Creates a network error like that of Node's fetch. */
export function createFetchError(cause: { code: string; syscall?: string }): TypeError {
  const inner = Object.assign(new Error(`${cause.syscall ?? "read"} ${cause.code}`), cause);
  return Object.assign(new TypeError("fetch failed"), { cause: inner });
}

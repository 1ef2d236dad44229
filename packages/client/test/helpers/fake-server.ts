import type { ClientOptions, FetchInit } from "@tmf654/client";

/** One request as the fake server saw it. */
export interface Seen {
  readonly method: string;
  /** Path and query below the base URL. */
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

/** What it answers: a status and body, a ready response, or an error that `fetch` rejects with. */
export type Reply = Error | Response | { status?: number; body?: unknown; headers?: HeadersInit };

export const baseUrl = "https://ocs.example/tmf-api/prepayBalanceManagement/v4";

/** A `fetch` that answers by a function, and keeps what it was sent. */
export function fakeServer(answer: (seen: Seen, count: number) => Reply | Promise<Reply>) {
  const seen: Seen[] = [];
  const fetch = async (url: string, init: FetchInit) => {
    const path = url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url;
    const body = init.body === undefined ? undefined : JSON.parse(init.body);
    const request = { method: init.method, path, headers: init.headers, body };
    seen.push(request);
    const reply = await answer(request, seen.length);
    if (reply instanceof Error) throw reply;
    if (reply instanceof Response) return reply;
    const text = typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body);
    const status = reply.status ?? 200;
    const headers = { "content-type": "application/json;charset=utf-8", ...reply.headers };
    return new Response(status === 204 ? null : (text ?? ""), { status, headers });
  };
  const options: ClientOptions = { baseUrl, fetch };
  return { fetch, seen, options };
}

/** A platform whose waits take no time, but are counted. */
export function instantPlatform() {
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
        // Waits between attempts are short; attempts are bounded by 30 s in these tests.
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
        const handle = timer as { done?: boolean; long?: boolean };
        if (handle.done === true) return;
        handle.done = true;
        timers -= 1;
      },
    },
  };
}

/** A network error as Node's fetch gives it. */
export function fetchFailed(cause: { code: string; syscall?: string }): TypeError {
  const inner = Object.assign(new Error(`${cause.syscall ?? "read"} ${cause.code}`), cause);
  return Object.assign(new TypeError("fetch failed"), { cause: inner });
}

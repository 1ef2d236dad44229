import { createClient, type RetryEvent } from "@tmf654/client";
import { describe, expect, test } from "vitest";
import {
  createFakeServer,
  createFetchError,
  createInstantPlatform,
} from "./helpers/fake-server.ts";

const bucket = { body: { id: "b1" } };

describe("an error of the runtime", () => {
  // Names that only start like the names of errors before a connection is made prove nothing.
  const unproven = [
    "connection_reset",
    "UND_ERR_CONN_LOST",
    "UND_ERR_NOT_READ",
    "ConnectionRefusedBy",
  ];
  const connect = "UND_ERR_CONNECT_TIMEOUT";
  const proven = [connect, "UND_ERR_INVALID_ARG", "UND_ERR_NOT_SUPPORTED", "ConnectionRefused"];

  test.each([
    ...unproven.map((code) => ({ code, name: "UnknownOutcomeError" })),
    ...proven.map((code) => ({ code, name: "NetworkError" })),
  ])("with the code $code ends a write with $name", async ({ code, name }) => {
    const { options } = createFakeServer(() => createFetchError({ code }));
    const client = createClient({ ...options, retry: false });
    await expect(client.topupBalance.create({} as never)).rejects.toMatchObject({ name });
  });
});

describe("retry of reads", () => {
  test.each([408, 429, 500, 502, 503, 504])("retries a read after %d", async (status) => {
    const server = createFakeServer((_, count) => (count === 1 ? { status } : bucket));
    const { platform, waits } = createInstantPlatform();
    await createClient({ ...server.options, platform }).bucket.retrieve("b1");
    expect(server.seen).toHaveLength(2);
    expect(waits).toEqual([150]);
  });

  test.each([400, 401, 403, 404, 405, 409, 501])(
    "does not retry a read after %d",
    async (status) => {
      const server = createFakeServer(() => ({ status }));
      const { platform } = createInstantPlatform();
      await createClient({ ...server.options, platform })
        .bucket.retrieve("b1")
        .catch(() => {});
      expect(server.seen).toHaveLength(1);
    },
  );

  test("waits for Retry-After, in seconds or until a date", async () => {
    const after = ["20", "Sun, 01 Mar 2026 12:00:23 GMT"];
    const server = createFakeServer((_, count) => {
      const header = after[count - 1];
      return header ? { status: 503, headers: { "retry-after": header } } : bucket;
    });
    const { platform, waits } = createInstantPlatform();
    await createClient({ ...server.options, platform }).bucket.retrieve("b1");
    expect(waits).toEqual([20_000, 3000]);
  });

  test("fails at once when Retry-After is longer than maxRetryAfterMs", async () => {
    const headers = { "retry-after": "3600" };
    const server = createFakeServer(() => ({ status: 503, headers }));
    const { platform } = createInstantPlatform();
    const call = createClient({ ...server.options, platform }).bucket.retrieve("b1");
    await expect(call).rejects.toMatchObject({ retryAfterMs: 3_600_000, attempts: 1 });
  });

  test("doubles the delay up to maxDelayMs, with full jitter", async () => {
    const server = createFakeServer(() => createFetchError({ code: "ECONNRESET" }));
    const { platform, waits } = createInstantPlatform();
    const retry = { limit: 5, baseDelayMs: 1000, maxDelayMs: 4000 };
    const client = createClient({ ...server.options, platform, retry });
    await expect(client.bucket.retrieve("b1")).rejects.toMatchObject({ attempts: 6 });
    expect(waits).toEqual([500, 1000, 2000, 2000, 2000]);
  });

  test("stops when the next delay would exceed totalTimeoutMs", async () => {
    const server = createFakeServer(() => ({ status: 503, headers: { "retry-after": "20" } }));
    const { platform } = createInstantPlatform();
    const client = createClient({ ...server.options, platform, totalTimeoutMs: 30_000 });
    await expect(client.bucket.retrieve("b1")).rejects.toMatchObject({ attempts: 2 });
  });

  test("sends at most as many retries as its budget allows while the server fails", async () => {
    const server = createFakeServer(() => ({ status: 503 }));
    const { platform } = createInstantPlatform();
    const client = createClient({ ...server.options, platform, retry: { budget: 5 } });
    for (let call = 0; call < 20; call += 1) await client.bucket.retrieve("b1").catch(() => {});
    expect(server.seen).toHaveLength(25);
  });

  test("calls onRetry before it retries", async () => {
    const events: RetryEvent[] = [];
    const server = createFakeServer((_, count) => (count === 1 ? { status: 503 } : bucket));
    const { platform } = createInstantPlatform();
    const retry = { onRetry: (event: RetryEvent) => events.push(event) };
    await createClient({ ...server.options, platform, retry }).bucket.retrieve("b1");
    const event = { operation: "retrieveBucket", attempt: 1, delayMs: 150, status: 503 };
    expect(events).toEqual([event]);
  });

  test("lets one call override the retry options", async () => {
    const server = createFakeServer(() => ({ status: 503 }));
    const { platform } = createInstantPlatform();
    const client = createClient({ ...server.options, platform, retry: { limit: 1 } });
    await client.bucket.retrieve("b1", { retry: false }).catch(() => {});
    expect(server.seen).toHaveLength(1);
    await client.bucket.retrieve("b1", { retry: { limit: 3 } }).catch(() => {});
    expect(server.seen).toHaveLength(5);
  });
});

describe("time and abort", () => {
  test("limits the time of an attempt with its body, even if fetch ignores its signal", async () => {
    const never = new ReadableStream({});
    const server = createFakeServer(() => new Response(never, { status: 200 }));
    const client = createClient({ ...server.options, timeoutMs: 10, retry: false });
    await expect(client.bucket.retrieve("b1")).rejects.toMatchObject({
      name: "TimeoutError",
      message: "retrieveBucket: no response within 10 ms",
    });
  });

  test("limits the time of the whole call", async () => {
    const server = createFakeServer(() => new Promise(() => {}));
    const client = createClient({ ...server.options, timeoutMs: 30, totalTimeoutMs: 70 });
    const start = performance.now();
    await expect(client.bucket.retrieve("b1")).rejects.toMatchObject({ name: "TimeoutError" });
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test("ends a delay between attempts at once when the caller aborts", async () => {
    const controller = new AbortController();
    const server = createFakeServer(() => ({ status: 503, headers: { "retry-after": "30" } }));
    const retry = { onRetry: () => setTimeout(() => controller.abort(), 1) };
    const client = createClient({ ...server.options, retry });
    const call = client.bucket.retrieve("b1", { signal: controller.signal });
    await expect(call).rejects.toMatchObject({ name: "AbortedError", attempts: 1 });
  });

  test("removes its timers and listeners", async () => {
    const { platform } = createInstantPlatform();
    let timers = 0;
    let listeners = 0;
    const counted = {
      ...platform,
      setTimer: (callback: () => void, ms: number) => {
        timers += 1;
        return setTimeout(callback, ms);
      },
      clearTimer: (timer: unknown) => {
        timers -= 1;
        clearTimeout(timer as never);
      },
    };
    const controller = new AbortController();
    const { signal } = controller;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: never) => {
      listeners += 1;
      add(...(args as Parameters<typeof add>));
    };
    signal.removeEventListener = (...args: never) => {
      listeners -= 1;
      remove(...(args as Parameters<typeof remove>));
    };
    const server = createFakeServer((_, count) => (count % 2 ? { status: 503 } : bucket));
    const retry = { baseDelayMs: 1 };
    const client = createClient({ ...server.options, platform: counted, retry });
    for (let call = 0; call < 5; call += 1) await client.bucket.retrieve("b1", { signal });
    expect({ timers, listeners }).toEqual({ timers: 0, listeners: 0 });
    const respondSlowly = createFakeServer(() => new Promise(() => {}));
    const hanging = createClient({ ...respondSlowly.options, platform: counted });
    const call = hanging.bucket.retrieve("b1", { signal }).catch((error) => error.name);
    setTimeout(() => controller.abort(), 1);
    expect(await call).toBe("AbortedError");
    expect({ timers, listeners }).toEqual({ timers: 0, listeners: 0 });
  });
});

describe("an undefined option keeps its default", () => {
  const failing = { status: 503 };
  test("for retries and delays", async () => {
    const server = createFakeServer(() => failing);
    const retry = { limit: undefined, baseDelayMs: undefined, budget: undefined } as object;
    const client = createClient({ ...server.options, retry });
    await client.bucket.retrieve("b1").catch(() => undefined);
    expect(server.seen).toHaveLength(3);
  });

  test("in later calls, after a call with a `budget` of 0", async () => {
    const server = createFakeServer((_, count) => (count === 2 ? failing : { body: { id: "b1" } }));
    const client = createClient(server.options);
    await client.bucket.retrieve("b1", { retry: { budget: 0 } });
    await client.bucket.retrieve("b1");
    expect(server.seen).toHaveLength(3);
  });
});

test("Infinity disables a time limit", async () => {
  const slow = () =>
    new Promise<Response>((resolve) => setTimeout(() => resolve(Response.json({ id: "b1" })), 30));
  const limits = { timeoutMs: Number.POSITIVE_INFINITY, totalTimeoutMs: Number.POSITIVE_INFINITY };
  const client = createClient({ baseUrl: "http://me", fetch: slow, ...limits });
  expect((await client.bucket.retrieve("b1")).id).toBe("b1");
});

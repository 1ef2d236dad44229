import { createClient, type RetryNotice } from "@tmf654/client";
import { describe, expect, it } from "vitest";
import { fakeServer, fetchFailed, instantPlatform } from "./helpers/fake-server.ts";

const bucket = { body: { id: "b1" } };

describe("retry of reads", () => {
  it.each([408, 429, 500, 502, 503, 504])("repeats a read answered %d", async (status) => {
    const server = fakeServer((_, count) => (count === 1 ? { status } : bucket));
    const { platform, waits } = instantPlatform();
    await createClient({ ...server.options, platform }).bucket.retrieve("b1");
    expect(server.seen).toHaveLength(2);
    expect(waits).toEqual([150]);
  });

  it.each([400, 401, 403, 404, 405, 409, 501])(
    "does not repeat one answered %d",
    async (status) => {
      const server = fakeServer(() => ({ status }));
      const { platform } = instantPlatform();
      await createClient({ ...server.options, platform })
        .bucket.retrieve("b1")
        .catch(() => {});
      expect(server.seen).toHaveLength(1);
    },
  );

  it("waits as Retry-After says, in seconds or until a date", async () => {
    const after = ["20", "Sun, 01 Mar 2026 12:00:23 GMT"];
    const server = fakeServer((_, count) => {
      const header = after[count - 1];
      return header ? { status: 503, headers: { "retry-after": header } } : bucket;
    });
    const { platform, waits } = instantPlatform();
    await createClient({ ...server.options, platform }).bucket.retrieve("b1");
    expect(waits).toEqual([20_000, 3000]);
  });

  it("fails at once when Retry-After is longer than the cap", async () => {
    const headers = { "retry-after": "3600" };
    const server = fakeServer(() => ({ status: 503, headers }));
    const { platform } = instantPlatform();
    const call = createClient({ ...server.options, platform }).bucket.retrieve("b1");
    await expect(call).rejects.toMatchObject({ retryAfterMs: 3_600_000, attempts: 1 });
  });

  it("doubles the wait up to the cap, with full jitter", async () => {
    const server = fakeServer(() => fetchFailed({ code: "ECONNRESET" }));
    const { platform, waits } = instantPlatform();
    const retry = { limit: 5, baseDelayMs: 1000, maxDelayMs: 4000 };
    const client = createClient({ ...server.options, platform, retry });
    await expect(client.bucket.retrieve("b1")).rejects.toMatchObject({ attempts: 6 });
    expect(waits).toEqual([500, 1000, 2000, 2000, 2000]);
  });

  it("stops when the next wait would pass the total time", async () => {
    const server = fakeServer(() => ({ status: 503, headers: { "retry-after": "20" } }));
    const { platform } = instantPlatform();
    const client = createClient({ ...server.options, platform, totalTimeoutMs: 30_000 });
    await expect(client.bucket.retrieve("b1")).rejects.toMatchObject({ attempts: 2 });
  });

  it("spends at most its budget while the server is in trouble", async () => {
    const server = fakeServer(() => ({ status: 503 }));
    const { platform } = instantPlatform();
    const client = createClient({ ...server.options, platform, retry: { budget: 5 } });
    for (let call = 0; call < 20; call += 1) await client.bucket.retrieve("b1").catch(() => {});
    expect(server.seen).toHaveLength(25);
  });

  it("tells before it repeats", async () => {
    const notices: RetryNotice[] = [];
    const server = fakeServer((_, count) => (count === 1 ? { status: 503 } : bucket));
    const { platform } = instantPlatform();
    const retry = { onRetry: (notice: RetryNotice) => notices.push(notice) };
    await createClient({ ...server.options, platform, retry }).bucket.retrieve("b1");
    const notice = { operation: "retrieveBucket", attempt: 1, delayMs: 150, status: 503 };
    expect(notices).toEqual([notice]);
  });

  it("lets one call decide for itself", async () => {
    const server = fakeServer(() => ({ status: 503 }));
    const { platform } = instantPlatform();
    const client = createClient({ ...server.options, platform, retry: { limit: 1 } });
    await client.bucket.retrieve("b1", { retry: false }).catch(() => {});
    expect(server.seen).toHaveLength(1);
    await client.bucket.retrieve("b1", { retry: { limit: 3 } }).catch(() => {});
    expect(server.seen).toHaveLength(5);
  });
});

describe("time and abort", () => {
  it("bounds an attempt, body included, even if fetch ignores its signal", async () => {
    const never = new ReadableStream({});
    const server = fakeServer(() => new Response(never, { status: 200 }));
    const client = createClient({ ...server.options, timeoutMs: 10, retry: false });
    await expect(client.bucket.retrieve("b1")).rejects.toMatchObject({
      name: "TimeoutError",
      message: "retrieveBucket: no answer within 10 ms",
    });
  });

  it("bounds the call as a whole", async () => {
    const server = fakeServer(() => new Promise(() => {}));
    const client = createClient({ ...server.options, timeoutMs: 30, totalTimeoutMs: 70 });
    const start = performance.now();
    await expect(client.bucket.retrieve("b1")).rejects.toMatchObject({ name: "TimeoutError" });
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it("ends a wait between attempts at once when the caller aborts", async () => {
    const controller = new AbortController();
    const server = fakeServer(() => ({ status: 503, headers: { "retry-after": "30" } }));
    const retry = { onRetry: () => setTimeout(() => controller.abort(), 1) };
    const client = createClient({ ...server.options, retry });
    const call = client.bucket.retrieve("b1", { signal: controller.signal });
    await expect(call).rejects.toMatchObject({ name: "AbortedError", attempts: 1 });
  });

  it("leaves no timer and no listener behind", async () => {
    const { platform } = instantPlatform();
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
    const server = fakeServer((_, count) => (count % 2 ? { status: 503 } : bucket));
    const retry = { baseDelayMs: 1 };
    const client = createClient({ ...server.options, platform: counted, retry });
    for (let call = 0; call < 5; call += 1) await client.bucket.retrieve("b1", { signal });
    expect({ timers, listeners }).toEqual({ timers: 0, listeners: 0 });
    const slow = fakeServer(() => new Promise(() => {}));
    const hanging = createClient({ ...slow.options, platform: counted });
    const call = hanging.bucket.retrieve("b1", { signal }).catch((error) => error.name);
    setTimeout(() => controller.abort(), 1);
    expect(await call).toBe("AbortedError");
    expect({ timers, listeners }).toEqual({ timers: 0, listeners: 0 });
  });
});

describe("an option that is undefined leaves its default", () => {
  const failing = { status: 503 };
  it("as retries and waits have it", async () => {
    const server = fakeServer(() => failing);
    const retry = { limit: undefined, baseDelayMs: undefined, budget: undefined } as object;
    const client = createClient({ ...server.options, retry });
    await client.bucket.retrieve("b1").catch(() => undefined);
    expect(server.seen).toHaveLength(3);
  });

  it("and one call's budget of none is that call's alone", async () => {
    const server = fakeServer((_, count) => (count === 2 ? failing : { body: { id: "b1" } }));
    const client = createClient(server.options);
    await client.bucket.retrieve("b1", { retry: { budget: 0 } });
    await client.bucket.retrieve("b1");
    expect(server.seen).toHaveLength(3);
  });
});

it("a time-out of Infinity is none", async () => {
  const slow = () =>
    new Promise<Response>((resolve) => setTimeout(() => resolve(Response.json({ id: "b1" })), 30));
  const limits = { timeoutMs: Number.POSITIVE_INFINITY, totalTimeoutMs: Number.POSITIVE_INFINITY };
  const client = createClient({ baseUrl: "http://me", fetch: slow, ...limits });
  expect((await client.bucket.retrieve("b1")).id).toBe("b1");
});

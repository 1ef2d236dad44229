import { execFileSync } from "node:child_process";
import { createClient } from "@tmf654/client";
import { afterEach, describe, expect, test, vi } from "vitest";
import { baseUrl, createFakeServer } from "./helpers/fake-server.ts";

const silentServer = () => createFakeServer(() => new Promise(() => {})).options;

afterEach(() => vi.useRealTimers());

describe("timers", () => {
  test("end each of 1,000 open calls at its own time limit", async () => {
    const client = createClient({ ...silentServer(), retry: false });
    const measureCall = async (timeoutMs: number) => {
      const start = performance.now();
      const error = await client.bucket.retrieve("b1", { timeoutMs }).catch((thrown) => thrown);
      return { name: error.name, early: performance.now() - start < timeoutMs - 1.5 };
    };
    const calls = Array.from({ length: 1000 }, (_, at) => measureCall(20 + (at % 100)));
    const ends = await Promise.all(calls);
    expect(ends.filter(({ name }) => name !== "TimeoutError")).toEqual([]);
    expect(ends.filter(({ early }) => early)).toEqual([]);
  });

  test("can be faked, also after calls in real time", async () => {
    const client = createClient({ ...silentServer(), timeoutMs: 10, retry: false });
    await client.bucket.retrieve("b1").catch(() => {});
    vi.useFakeTimers();
    const call = client.bucket.retrieve("b1", { timeoutMs: 30_000 }).catch((error) => error.name);
    await vi.advanceTimersByTimeAsync(29_999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await call).toBe("TimeoutError");
    const responding = createClient(createFakeServer(() => ({ body: { id: "b1" } })).options);
    await responding.bucket.retrieve("b1");
    expect(vi.getTimerCount()).toBe(0);
  });

  test("abort a body that is still being read", async () => {
    let signal: AbortSignal | undefined;
    const fetch = async (_: string, init: { signal: AbortSignal }) => {
      signal = init.signal;
      return new Response(new ReadableStream({}), { status: 200 });
    };
    const client = createClient({ baseUrl, fetch, timeoutMs: 5, retry: false });
    await expect(client.bucket.retrieve("b1")).rejects.toMatchObject({ name: "TimeoutError" });
    expect(signal?.aborted).toBe(true);
  });

  test("do not keep a process alive after its last call", () => {
    const script = `
      import { createClient } from "@tmf654/client";
      const fetch = async () => Response.json({ id: "b1" });
      const client = createClient({ baseUrl: "http://x", fetch });
      for (let call = 0; call < 50; call += 1) await client.bucket.retrieve("b1");
      const left = process.getActiveResourcesInfo().filter((name) => name === "Timeout");
      process.stdout.write(String(left.length));`;
    const flags = ["--conditions=@tmf654/source", "--input-type=module", "-e", script];
    const options = { cwd: import.meta.dirname, encoding: "utf8", timeout: 20_000 } as const;
    expect(execFileSync(process.execPath, flags, options)).toBe("0");
  });
});

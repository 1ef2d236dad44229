import { createClient } from "@tmf654/client";
import { afterEach, expect, it, vi } from "vitest";
import { fakeServer, fetchFailed } from "./helpers/fake-server.ts";

afterEach(() => vi.unstubAllGlobals());

it("runs where there is no Request, no AbortSignal.any or timeout, and no crypto", async () => {
  for (const name of ["Request", "crypto", "structuredClone"]) {
    vi.stubGlobal(name, undefined);
  }
  vi.stubGlobal("AbortSignal", undefined);
  const answers = [fetchFailed({ code: "ECONNRESET" }), { status: 201, body: { id: "t1" } }];
  const server = fakeServer((_, count) => answers[count - 1] ?? { body: { id: "b1" } });
  const options = { ...server.options, idempotency: true, retry: { baseDelayMs: 1 } };
  const client = createClient(options);
  expect(await client.topupBalance.create({} as never)).toEqual({ id: "t1" });
  expect(await client.bucket.retrieve("b1")).toEqual({ id: "b1" });
  const keys = server.seen.map(({ headers }) => headers["idempotency-key"]);
  expect(keys[0]).toMatch(/^[a-z\d]{20,}$/);
  expect(keys[1]).toBe(keys[0]);
});

it("says the remedy when `http` is read without its option, and can still be spread", () => {
  const client = createClient({ baseUrl: "https://ocs.example" });
  expect(() => client.http).toThrow("give the option `http: createHttp` of @tmf654/client/http");
  expect(Object.keys({ ...client })).toContain("bucket");
});

it("looks the global fetch up at each call, so that it can be replaced later", async () => {
  const client = createClient({ baseUrl: "https://ocs.example" });
  vi.stubGlobal("fetch", async () => Response.json({ id: "b1" }));
  expect(await client.bucket.retrieve("b1")).toEqual({ id: "b1" });
});

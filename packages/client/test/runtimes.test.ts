import { createClient } from "@tmf654/client";
import { afterEach, expect, test, vi } from "vitest";
import { createFakeServer, createFetchError } from "./helpers/fake-server.ts";

afterEach(() => vi.unstubAllGlobals());

test("runs without Request, AbortSignal and crypto", async () => {
  for (const name of ["Request", "crypto", "structuredClone"]) {
    vi.stubGlobal(name, undefined);
  }
  vi.stubGlobal("AbortSignal", undefined);
  const responses = [createFetchError({ code: "ECONNRESET" }), { status: 201, body: { id: "t1" } }];
  const server = createFakeServer((_, count) => responses[count - 1] ?? { body: { id: "b1" } });
  const options = { ...server.options, idempotency: true, retry: { baseDelayMs: 1 } };
  const client = createClient(options);
  expect(await client.topupBalance.create({} as never)).toEqual({ id: "t1" });
  expect(await client.bucket.retrieve("b1")).toEqual({ id: "b1" });
  const keys = server.seen.map(({ headers }) => headers["idempotency-key"]);
  expect(keys[0]).toMatch(/^[a-z\d]{20,}$/);
  expect(keys[1]).toBe(keys[0]);
});

test("reading `http` throws an error that names the missing option, and spreading the client works", () => {
  const client = createClient({ baseUrl: "https://ocs.example" });
  expect(() => client.http).toThrow(
    "client.http needs `http: createHttp` from @tmf654/client/http",
  );
  expect(Object.keys({ ...client })).toContain("bucket");
});

test("looks up the global fetch at each call", async () => {
  const client = createClient({ baseUrl: "https://ocs.example" });
  vi.stubGlobal("fetch", async () => Response.json({ id: "b1" }));
  expect(await client.bucket.retrieve("b1")).toEqual({ id: "b1" });
});

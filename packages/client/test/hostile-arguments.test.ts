import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { BadRequestError, connect, createClient, retrieveBucket } from "@tmf654/client";
import { createHttp } from "@tmf654/client/http";
import { describe, expect, test } from "vitest";
import { baseUrl, createFakeServer } from "./helpers/fake-server.ts";
import { hostileCases, hostileFetchOptions } from "./helpers/hostile-cases.ts";
import { runHostileCase } from "./helpers/run-hostile-case.ts";

describe("arguments that cannot be sent", () => {
  test.each(hostileCases)("are rejected before sending: $name", async (row) => {
    const { error, retried } = await runHostileCase(row);
    expect(error?.name).toBe(row.error);
    for (const words of row.says) expect(error?.message).toContain(words);
    expect(error?.message).not.toContain("pass@");
    expect(retried).toEqual([]);
  });

  test.each(hostileFetchOptions)("are rejected by the runtime: %j", async (fetchOptions) => {
    const { error } = await runHostileCase({ options: { fetchOptions }, body: {} } as never);
    expect(error?.name).toBe("InvalidOptionsError");
    expect(error?.message).toContain("fetchOptions are rejected");
  });

  test("are rejected before sending by `connect` and an operation function", async () => {
    const { fetch, seen } = createFakeServer(() => ({ body: { id: "b1" } }));
    for (const options of [
      { baseUrl: "not a url" },
      { baseUrl: "/v4" },
      { baseUrl, headers: { a: "ż" } },
    ]) {
      const call = retrieveBucket(connect({ fetch, ...options }), "b1");
      await expect(call).rejects.toMatchObject({ code: "unsendable", attempts: 0 });
    }
    expect(seen).toEqual([]);
  });

  test("are rejected in a body of `client.http`", async () => {
    const { options, seen } = createFakeServer(() => ({ status: 201 }));
    const { http } = createClient({ ...options, http: createHttp });
    const body = { amount: { amount: Number.NaN } } as never;
    await expect(async () => http.POST("/topupBalance", { body })).rejects.toThrow(/amount is NaN/);
    expect(seen).toEqual([]);
  });

  test.each(["expect", "keep-alive", "transfer-encoding", "upgrade"])(
    "a header that Node rejects is not sent: %s",
    async (name) => {
      const paths: unknown[] = [];
      const server = createServer(({ url }, response) => {
        paths.push(url);
        response.end("{}");
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const { port } = server.address() as AddressInfo;
      const client = createClient({ baseUrl: `http://127.0.0.1:${port}`, retry: { limit: 0 } });
      const call = client.topupBalance.create({} as never, { headers: { [name]: "a, b" } });
      await expect(call).rejects.toMatchObject({ name: "NetworkError" });
      expect(paths).toEqual([]);
      await new Promise((resolve) => server.close(resolve));
    },
  );

  test("an invalid signal fails only its own call", async () => {
    const { options, seen } = createFakeServer(() => ({ body: { id: "b1" } }));
    const client = createClient({ ...options, timeoutMs: 5, retry: { limit: 0 } });
    const call = client.bucket.retrieve("b1", { signal: {} as AbortSignal });
    await expect(call).rejects.toThrow(/addEventListener/);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen).toEqual([]);
  });

  test.each([
    { query: { limit: Number.NaN }, says: "limit cannot be NaN" },
    { query: { "remainingValue.amount.gt": Number.POSITIVE_INFINITY }, says: "Infinity" },
    { query: { name: "\ud800" }, says: "name cannot be" },
    { query: { id: {} as never }, says: "id cannot be [object Object]" },
  ])("are rejected in a query: $says", async ({ query, says }) => {
    const { options, seen } = createFakeServer(() => ({ body: [] }));
    const error = await createClient(options)
      .bucket.list(query)
      .catch((thrown) => thrown);
    expect(error).toBeInstanceOf(BadRequestError);
    expect((error as Error).message).toContain(says);
    expect(seen).toEqual([]);
  });
});

describe("arguments that can be sent", () => {
  test("include a URL object, Latin-1 text, null in a body and a text like NaN", async () => {
    const { fetch, seen } = createFakeServer(() => ({ body: { id: "t1" } }));
    const client = createClient({ baseUrl: new URL(`${baseUrl}/`), fetch });
    await client.topupBalance.update("t1", { description: null } as never, {
      headers: { "x-name": "café\tÿ", "x-none": undefined as never },
      idempotencyKey: "order 7/ä".replace("ä", "a"),
    });
    expect(seen[0]).toMatchObject({ path: "/topupBalance/t1", body: { description: null } });
    expect(seen[0]?.headers).toMatchObject({ "x-name": "café\tÿ" });
    expect(seen[0]?.headers).not.toHaveProperty("x-none");
    await client.bucket.list({ name: "NaN" }).catch(() => {});
    expect(seen[1]?.path).toBe("/bucket?name=NaN");
  });

  test("include a relative base URL in a page", async () => {
    const page = globalThis as { location?: unknown };
    expect(() => createClient({ baseUrl: "/v4" })).toThrow("baseUrl");
    page.location = { href: "https://page.example/" };
    try {
      const urls: string[] = [];
      const fetch = async (url: string) => {
        urls.push(url);
        return Response.json({ id: "b1" });
      };
      await retrieveBucket(connect({ baseUrl: "/v4/", fetch }), "b1");
      expect(urls).toEqual(["/v4/bucket/b1"]);
    } finally {
      delete page.location;
    }
  });
});

test("a port that Node refuses is an error before sending", async () => {
  const { topupBalance } = createClient({ baseUrl: "http://127.0.0.1:6000", retry: false });
  await expect(topupBalance.create({} as never)).rejects.toMatchObject({ name: "NetworkError" });
});

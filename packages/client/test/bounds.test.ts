import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createClient, isTmf654Error } from "@tmf654/client";
import { describe, expect, test } from "vitest";
import { createFakeServer, createInstantPlatform } from "./helpers/fake-server.ts";

const body = { id: "t1", status: "completed" };

/** An endless body with the given start. */
function createEndlessBody(start: string, counter: { chunks: number; isCancelled: boolean }) {
  const chunk = new TextEncoder().encode(" ".repeat(1000));
  return new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(start)),
    pull: (controller) => {
      counter.chunks += 1;
      controller.enqueue(chunk);
    },
    cancel: () => {
      counter.isCancelled = true;
    },
  });
}

describe("maxBodyBytes", () => {
  test.each([
    { verb: "retrieve", status: 200, name: "ParseError" },
    { verb: "create", status: 201, name: "UnknownOutcomeError" },
    { verb: "create", status: 400, name: "UnknownOutcomeError" },
    { verb: "create", status: 500, name: "UnknownOutcomeError" },
  ])("limits an endless $status body for $verb", async ({ verb, status, name }) => {
    const counter = { chunks: 0, isCancelled: false };
    const { options, seen } = createFakeServer(
      () => new Response(createEndlessBody(JSON.stringify(body), counter), { status }),
    );
    const client = createClient({ ...options, maxBodyBytes: 50_000 });
    const call =
      verb === "create" ? client.topupBalance.create({} as never) : client.bucket.retrieve("b1");
    const error = await call.catch((thrown) => thrown);
    expect(error.name).toBe(name);
    expect(error.message).toContain("more than 50000 bytes");
    expect(counter.chunks).toBeLessThan(60);
    expect(counter.isCancelled).toBe(true);
    expect(seen).toHaveLength(1);
  });

  test("counts bytes, and accepts a body of this length", async () => {
    const text = JSON.stringify({ id: "é" });
    const { options } = createFakeServer(() => new Response(text));
    const read = (maxBodyBytes: number) =>
      createClient({ ...options, maxBodyBytes }).bucket.retrieve("b1");
    expect((await read(text.length + 1)).id).toBe("é");
    await expect(read(text.length)).rejects.toMatchObject({ name: "ParseError" });
  });

  test("limits a compressed body by its decompressed size", async () => {
    const { gzipSync } = await import("node:zlib");
    const packed = gzipSync(`{"id":"b1","name":"${"x".repeat(1_000_000)}"}`);
    const server = createServer((_, response) => {
      response.writeHead(200, { "content-encoding": "gzip", "content-length": packed.length });
      response.end(packed);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const client = createClient({ baseUrl: `http://127.0.0.1:${port}`, maxBodyBytes: 100_000 });
    const error = await client.bucket.retrieve("b1").catch((thrown) => thrown);
    server.close();
    expect(packed.length).toBeLessThan(100_000);
    expect(isTmf654Error(error, "ParseError")).toBe(true);
  });
});

describe("the end of a list", () => {
  const recordsOf = (...all: string[]) => all.map((id) => ({ id }));

  test.each([
    { name: "one record a page", page: () => recordsOf("a") },
    { name: "two records a page", page: () => recordsOf("a", "b") },
    {
      name: "two pages in turn",
      page: (count: number) => (count % 2 ? recordsOf("a", "b") : recordsOf("c", "d")),
    },
  ])("is found when a server ignores `offset` and its count rises: $name", async ({ page }) => {
    const { options, seen } = createFakeServer((_, count) => ({
      body: page(count),
      headers: { "x-total-count": String(count + 100_000) },
    }));
    const found = await createClient(options).bucket.list().toArray({ limit: 1_000_000 });
    expect(found.length).toBeLessThanOrEqual(4);
    expect(seen.length).toBeLessThan(300);
  });

  test("is an error after `maxPages` pages", async () => {
    const { options, seen } = createFakeServer(({ path }) => {
      const offset = Number(new URL(path, "http://x").searchParams.get("offset"));
      return { body: recordsOf(`${offset}`, `${offset + 1}`, `${offset + 2}`) };
    });
    const { bucket } = createClient({ ...options, maxPages: 20 });
    const found: string[] = [];
    const read = async () => {
      for await (const { id } of bucket.list()) found.push(id);
    };
    await expect(read()).rejects.toMatchObject({
      name: "ParseError",
      message: expect.stringContaining("maxPages"),
    });
    expect(seen).toHaveLength(20);
    expect(found.length).toBeGreaterThan(20);
  });
});

describe("time limits and delays", () => {
  test("a time limit of 0 means no limit", async () => {
    const { options } = createFakeServer(
      () => new Promise((resolve) => setTimeout(resolve, 20, { body })),
    );
    const client = createClient({ ...options, timeoutMs: 0, totalTimeoutMs: 0 });
    expect(await client.topupBalance.retrieve("t1")).toMatchObject(body);
    expect(await client.topupBalance.retrieve("t1", { timeoutMs: 0 })).toMatchObject(body);
  });

  test.each(["-1", "0x10", "1e3", "soon", "", "5;q=1", "Infinity"])(
    "ignores Retry-After: %s",
    async (value) => {
      const headers = { "retry-after": value };
      const server = createFakeServer((_, count) =>
        count === 1 ? { status: 503, headers } : { body },
      );
      const { platform, waits } = createInstantPlatform();
      await createClient({ ...server.options, platform }).topupBalance.retrieve("t1");
      expect(waits).toEqual([150]);
    },
  );
});

describe("texts of a server", () => {
  const hostile = "\u001b[31mred\u001b[0m\nline\u202etxt\u2028";

  test("are escaped and cut in messages", async () => {
    const errors = Array.from({ length: 1000 }, () => ({ message: hostile }));
    const error = { code: hostile, reason: "x".repeat(20_000_000), message: hostile, errors };
    const { options } = createFakeServer(() => ({ status: 409, body: error }));
    const client = createClient({ ...options, maxBodyBytes: 50_000_000 });
    const thrown = await client.topupBalance.create({} as never).catch((caught) => caught);
    expect(thrown.name).toBe("ConflictError");
    expect(thrown.message).toContain("\\u{1b}[31mred\\u{1b}[0m\\u{a}line\\u{202e}txt\\u{2028}");
    const text = JSON.stringify(thrown);
    expect(text.length).toBeLessThan(50_000);
    for (const character of "\u001b\u202e\u2028") expect(text).not.toContain(character);
    expect(thrown.issues).toHaveLength(100);
  });

  test("are escaped and cut in the error of waitUntil and of a redirect", async () => {
    const status = hostile + "x".repeat(5000);
    const location = `https://login.example/${"x".repeat(5000)}`;
    const { options } = createFakeServer(({ path }) =>
      path.includes("bucket")
        ? { status: 302, headers: { location } }
        : { body: { ...body, status } },
    );
    const { platform } = createInstantPlatform();
    const client = createClient({ ...options, platform });
    const errors = [
      await client.topupBalance.waitUntil("t1", "completed").catch((caught) => caught),
      (await client.safe.bucket.retrieve("b1")).error,
    ];
    expect(errors.map(({ name }) => name)).toEqual(["TimeoutError", "ServerError"]);
    for (const { message } of errors) {
      expect(message.length).toBeLessThan(1200);
      for (const character of "\u001b\u202e\u2028") expect(message).not.toContain(character);
    }
  });

  test("are escaped in a snippet", async () => {
    const { options } = createFakeServer(() => ({ body: `<html>${hostile}` }));
    const thrown = await createClient(options)
      .bucket.retrieve("b1")
      .catch((caught) => caught);
    expect(thrown.snippet).toContain("\\u{1b}[31mred");
  });
});

test("JSON.stringify keeps the message of the error and of its cause, and masks credentials", async () => {
  const { options } = createFakeServer(
    () => new TypeError("failed: https://me:secret@ocs.example/"),
  );
  const client = createClient({ ...options, retry: false });
  const error = await client.topupBalance.create({} as never).catch((thrown) => thrown);
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({
    name: "UnknownOutcomeError",
    message: expect.stringContaining("outcome unknown"),
    cause: { name: "NetworkError", cause: "TypeError: failed: https://***@ocs.example/" },
  });
});

test.each([
  "https://me:secret@ocs.example/v4",
  "me:secret@ocs.example/v4",
  "https:\\\\me:secret@ocs.example",
  "https://m e:sec/ret@ocs.example\n/v4",
  "https://ocs.example/v4?key=secret",
  "https://ocs.example/v4#secret",
  "https://a@b:secret@ocs.example",
])("the error of the base URL %j shows no credentials", (baseUrl) => {
  const create = () => createClient({ baseUrl });
  expect(create).toThrow(/baseUrl must be like https:\/\/host\/path.*ocs\.example|\*\*\*/s);
  expect(create).not.toThrow(/sec/);
});

import { createClient, type Middleware } from "@tmf654/client";
import { correlation, logging } from "@tmf654/client/middleware";
import { describe, expect, test } from "vitest";
import { createFakeServer, createInstantPlatform, type Reply } from "./helpers/fake-server.ts";

const bucket = { body: { id: "b1", voucher: "4711" } };

describe("middleware", () => {
  test("lets a cache respond without the server; the first middleware is the outermost", async () => {
    const order: string[] = [];
    const kept = new Map<string, Awaited<ReturnType<Middleware>>>();
    const recordRequest: Middleware = async (request, next) => {
      order.push(`${request.operation} ${request.attempt}`);
      return next(request);
    };
    const cache: Middleware = async (request, next) => {
      const known = kept.get(request.url);
      if (known) return known;
      const response = await next(request);
      kept.set(request.url, response);
      return response;
    };
    const server = createFakeServer((_, count) => (count === 1 ? { status: 503 } : bucket));
    const { platform } = createInstantPlatform();
    const client = createClient({
      ...server.options,
      platform,
      middleware: [recordRequest, cache],
      attemptMiddleware: [recordRequest],
    });
    await client.bucket.retrieve("b1");
    expect(await client.bucket.retrieve("b1")).toEqual(bucket.body);
    expect(server.seen).toHaveLength(2);
    const attempts = ["retrieveBucket 1", "retrieveBucket 2"];
    expect(order).toEqual(["retrieveBucket 0", ...attempts, "retrieveBucket 0"]);
  });

  test("lets a circuit breaker throw without sending", async () => {
    let failures = 0;
    const breaker: Middleware = async (request, next) => {
      if (failures >= 2) throw new Error("circuit open");
      const response = await next(request);
      if (response.status >= 500) failures += 1;
      return response;
    };
    const server = createFakeServer(() => ({ status: 500 }));
    const client = createClient({ ...server.options, retry: false, middleware: [breaker] });
    const names: string[] = [];
    for (let call = 0; call < 3; call += 1) {
      await client.topupBalance.create({} as never).catch((error) => names.push(error.name));
    }
    expect(names).toEqual(["UnknownOutcomeError", "UnknownOutcomeError", "Tmf654Error"]);
    expect(server.seen).toHaveLength(2);
  });

  test("calls onEnd once with the final error, and ignores errors from it", async () => {
    const ends: unknown[] = [];
    const recordEnd: Middleware = (request, next) => {
      request.onEnd.push(
        () => JSON.parse("{"),
        (error) => ends.push([request.operation, error?.name]),
      );
      return next(request);
    };
    const replies: Reply[] = [{ status: 503 }, bucket, { body: "<html>" }];
    const server = createFakeServer((_, count) => replies[count - 1] ?? bucket);
    const { platform } = createInstantPlatform();
    const client = createClient({ ...server.options, platform, middleware: [recordEnd] });
    await client.bucket.retrieve("b1");
    await expect(client.topupBalance.create({} as never)).rejects.toThrow();
    expect(ends).toEqual([
      ["retrieveBucket", undefined],
      ["createTopupBalance", "UnknownOutcomeError"],
    ]);
  });

  test("sends the same correlation id on every attempt", async () => {
    const server = createFakeServer((_, count) => (count === 1 ? { status: 503 } : bucket));
    const { platform } = createInstantPlatform();
    let count = 0;
    const middleware = [correlation({ newId: () => `c${++count}` })];
    const client = createClient({ ...server.options, platform, middleware });
    await client.bucket.retrieve("b1");
    await client.bucket.retrieve("b1", { headers: { "X-Correlation-ID": "mine" } });
    const sent = server.seen.map(({ headers }) => headers["x-correlation-id"]);
    expect(sent).toEqual(["c1", "c1", "mine"]);
  });
});

describe("logging", () => {
  function recordLog(level?: "error" | "warn" | "info" | "debug", redact: readonly string[] = []) {
    const lines: [string, string, object][] = [];
    const createLog = (at: string) => (message: string, details: object) => {
      lines.push([at, message, details]);
    };
    const logger = {
      error: createLog("error"),
      warn: createLog("warn"),
      info: createLog("info"),
      debug: createLog("debug"),
    };
    return {
      lines,
      middleware: logging({ logger, redact, now: () => 0, ...(level ? { level } : {}) }),
    };
  }

  test("logs method, path, status and duration, but no query", async () => {
    const { lines, middleware } = recordLog();
    const server = createFakeServer(() => ({ body: [], headers: { "x-request-id": "r1" } }));
    const client = createClient({ ...server.options, attemptMiddleware: [middleware] });
    await client.bucket.list({ "logicalResource.id": "+34600000001" });
    const details = { operation: "listBucket", attempt: 1, ms: 0, status: 200, requestId: "r1" };
    const path = "/tmf-api/prepayBalanceManagement/v4/bucket";
    expect(lines).toEqual([["info", `GET ${path}`, details]]);
  });

  test.each([
    { level: "error", expected: ["error"] },
    { level: "warn", expected: ["warn", "error"] },
    { level: "info", expected: ["info", "warn", "error"] },
  ] as const)("logs $expected at level $level", async ({ level, expected }) => {
    const { lines, middleware } = recordLog(level);
    const server = createFakeServer(
      (_, count) => [bucket, { status: 400 }][count - 1] ?? new Error("x"),
    );
    const client = createClient({ ...server.options, retry: false, middleware: [middleware] });
    for (let call = 0; call < 3; call += 1) await client.bucket.retrieve("b1").catch(() => {});
    expect(lines.map(([at]) => at)).toEqual(expected);
  });

  test("masks credentials, vouchers and payment methods at level debug", async () => {
    const { lines, middleware } = recordLog("debug", ["X-Session"]);
    const server = createFakeServer(() => bucket);
    const names =
      "Authorization X-Api-Key X-Auth-Token ApiKey Proxy-Authorization X-Client-Secret X-Session " +
      "Ocp-Apim-Subscription-Key X-Password Cookie";
    const headers = Object.fromEntries(names.split(" ").map((name) => [name, "SECRET"]));
    const client = createClient({ ...server.options, headers, middleware: [middleware] });
    const body = { voucher: "SECRET", paymentMethod: { id: "SECRET" }, reason: "shown" };
    await client.topupBalance.create(body as never, { idempotencyKey: "SECRET" });
    const text = JSON.stringify(lines);
    expect(text).toContain("shown");
    expect(text).not.toContain("SECRET");
    expect(text).not.toContain("4711");
  });
});

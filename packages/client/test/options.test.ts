import { type BodyCheck, createClient, type Middleware, type ValueInfo } from "@tmf654/client";
import { correlation, logging } from "@tmf654/client/middleware";
import { type StandardSchema, validateWith } from "@tmf654/client/validation";
import { describe, expect, it } from "vitest";
import { fakeServer, instantPlatform, type Reply } from "./helpers/fake-server.ts";

const bucket = { body: { id: "b1", voucher: "4711" } };

describe("middleware", () => {
  it("composes: a cache answers without the server, the first is the outermost", async () => {
    const order: string[] = [];
    const kept = new Map<string, Awaited<ReturnType<Middleware>>>();
    const note: Middleware = async (request, next) => {
      order.push(`${request.operation} ${request.attempt}`);
      return next(request);
    };
    const cache: Middleware = async (request, next) => {
      const known = kept.get(request.url);
      if (known) return known;
      const answer = await next(request);
      kept.set(request.url, answer);
      return answer;
    };
    const server = fakeServer((_, count) => (count === 1 ? { status: 503 } : bucket));
    const { platform } = instantPlatform();
    const client = createClient({
      ...server.options,
      platform,
      middleware: [note, cache],
      attemptMiddleware: [note],
    });
    await client.bucket.retrieve("b1");
    expect(await client.bucket.retrieve("b1")).toEqual(bucket.body);
    expect(server.seen).toHaveLength(2);
    const attempts = ["retrieveBucket 1", "retrieveBucket 2"];
    expect(order).toEqual(["retrieveBucket 0", ...attempts, "retrieveBucket 0"]);
  });

  it("lets a circuit breaker refuse without sending", async () => {
    let failures = 0;
    const breaker: Middleware = async (request, next) => {
      if (failures >= 2) throw new Error("circuit open");
      const answer = await next(request);
      if (answer.status >= 500) failures += 1;
      return answer;
    };
    const server = fakeServer(() => ({ status: 500 }));
    const client = createClient({ ...server.options, retry: false, middleware: [breaker] });
    const names: string[] = [];
    for (let call = 0; call < 3; call += 1) {
      await client.topupBalance.create({} as never).catch((error) => names.push(error.name));
    }
    expect(names).toEqual(["UnknownOutcomeError", "UnknownOutcomeError", "Tmf654Error"]);
    expect(server.seen).toHaveLength(2);
  });

  it("is told once how the call ends, and cannot change that", async () => {
    const ends: unknown[] = [];
    const listen: Middleware = (request, next) => {
      request.onEnd.push(
        () => JSON.parse("{"),
        (error) => ends.push([request.operation, error?.name]),
      );
      return next(request);
    };
    const replies: Reply[] = [{ status: 503 }, bucket, { body: "<html>" }];
    const server = fakeServer((_, count) => replies[count - 1] ?? bucket);
    const { platform } = instantPlatform();
    const client = createClient({ ...server.options, platform, middleware: [listen] });
    await client.bucket.retrieve("b1");
    await expect(client.topupBalance.create({} as never)).rejects.toThrow();
    expect(ends).toEqual([
      ["retrieveBucket", undefined],
      ["createTopupBalance", "UnknownOutcomeError"],
    ]);
  });

  it("names a call the same on every attempt", async () => {
    const server = fakeServer((_, count) => (count === 1 ? { status: 503 } : bucket));
    const { platform } = instantPlatform();
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
  function log(level?: "error" | "warn" | "info" | "debug", redact: readonly string[] = []) {
    const lines: [string, string, object][] = [];
    const say = (at: string) => (message: string, facts: object) => {
      lines.push([at, message, facts]);
    };
    const logger = {
      error: say("error"),
      warn: say("warn"),
      info: say("info"),
      debug: say("debug"),
    };
    return {
      lines,
      middleware: logging({ logger, redact, now: () => 0, ...(level ? { level } : {}) }),
    };
  }

  it("says method, path, status and time, but no query", async () => {
    const { lines, middleware } = log();
    const server = fakeServer(() => ({ body: [], headers: { "x-request-id": "r1" } }));
    const client = createClient({ ...server.options, attemptMiddleware: [middleware] });
    await client.bucket.list({ "logicalResource.id": "+34600000001" });
    const facts = { operation: "listBucket", attempt: 1, ms: 0, status: 200, requestId: "r1" };
    const path = "/tmf-api/prepayBalanceManagement/v4/bucket";
    expect(lines).toEqual([["info", `GET ${path}`, facts]]);
  });

  it.each([
    ["error", ["error"]],
    ["warn", ["warn", "error"]],
    ["info", ["info", "warn", "error"]],
  ] as const)("at level %s says %j", async (level, expected) => {
    const { lines, middleware } = log(level);
    const server = fakeServer((_, count) => [bucket, { status: 400 }][count - 1] ?? new Error("x"));
    const client = createClient({ ...server.options, retry: false, middleware: [middleware] });
    for (let call = 0; call < 3; call += 1) await client.bucket.retrieve("b1").catch(() => {});
    expect(lines.map(([at]) => at)).toEqual(expected);
  });

  it("masks credentials, vouchers and payment methods at level debug", async () => {
    const { lines, middleware } = log("debug", ["X-Session"]);
    const server = fakeServer(() => bucket);
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

/** A schema that wants one attribute. */
const wants = (name: string): StandardSchema => ({
  "~standard": {
    validate: (value) =>
      name in (value as object)
        ? { value }
        : { issues: [{ message: "is missing", path: [{ key: name }] }] },
  },
});

/** A schema with a mistake in it. */
const broken: StandardSchema = {
  "~standard": {
    validate: () => {
      throw new Error("boom");
    },
  },
};

describe("validation and dialects", () => {
  it("refuses a request that breaks its schema, and sends nothing", async () => {
    const server = fakeServer(() => bucket);
    const schemas = { TopupBalance_Create: wants("amount") };
    const client = createClient({ ...server.options, validation: validateWith({ schemas }) });
    await expect(client.topupBalance.create({} as never)).rejects.toMatchObject({
      name: "BadRequestError",
      errors: [{ path: "/amount", code: "invalid", message: "is missing" }],
    });
    expect(server.seen).toEqual([]);
  });

  it.each<[string, BodyCheck]>([
    ["a check that throws", { request: () => JSON.parse("{") }],
    ["a check that rejects", { request: () => Promise.reject(new TypeError("boom")) }],
    ["a schema that throws", validateWith({ schemas: { TopupBalance_Create: broken } })],
  ])("refuses a request by %s, with its error as the cause", async (_, validation) => {
    const server = fakeServer(() => bucket);
    const client = createClient({ ...server.options, validation });
    const { error } = await client.safe.topupBalance.create({} as never);
    expect(error).toMatchObject({
      name: "BadRequestError",
      operation: "createTopupBalance",
      attempts: 0,
      cause: expect.any(Error),
    });
    expect(server.seen).toEqual([]);
  });

  it.each<[string, BodyCheck]>([
    ["a check that throws", { response: () => JSON.parse("{") }],
    ["a schema that throws", validateWith({ schemas: { Bucket: broken }, responses: "throw" })],
  ])("refuses an answer by %s, with its error as the cause", async (_, validation) => {
    const server = fakeServer(() => bucket);
    const client = createClient({ ...server.options, validation });
    const { error } = await client.safe.bucket.retrieve("b1");
    expect(error).toMatchObject({ name: "ParseError", cause: expect.any(Error) });
  });

  it("lets through what a schema that throws cannot judge, where it only warns", async () => {
    const server = fakeServer(() => ({ status: 201, body: { id: "t1" } }));
    const warnings: unknown[] = [];
    const schemas = { TopupBalance: broken, TopupBalance_Create: broken };
    const onWarning = (_: unknown, issues: unknown) => warnings.push(issues);
    const validation = validateWith({ schemas, requests: "warn", onWarning });
    const client = createClient({ ...server.options, validation });
    expect((await client.topupBalance.create({} as never)).id).toBe("t1");
    expect(warnings).toEqual([[{ message: "Error: boom" }], [{ message: "Error: boom" }]]);
  });

  it("calls a schema as Standard Schema has it: as a method, with the value alone", async () => {
    const calls: unknown[][] = [];
    const standard = {
      strict: true,
      validate(...given: unknown[]) {
        calls.push([this.strict, ...given]);
        return { value: given[0] };
      },
    };
    const server = fakeServer(() => ({ body: [{ id: "b1" }] }));
    const validation = validateWith({ schemas: { Bucket: { "~standard": standard } } });
    await createClient({ ...server.options, validation }).bucket.list();
    expect(calls).toEqual([[true, { id: "b1" }]]);
  });

  it("warns of an answer that breaks its schema, throws, or looks away", async () => {
    const warnings: [ValueInfo, number][] = [];
    const server = fakeServer(() => ({ body: [{ id: "b1" }, { id: "b2" }] }));
    const schemas = { Bucket: wants("status") };
    const list = (responses: "off" | "warn" | "throw") => {
      const validation = validateWith({
        schemas,
        responses,
        onWarning: (info, issues) => warnings.push([info, issues.length]),
      });
      return createClient({ ...server.options, validation }).bucket.list();
    };
    expect((await list("warn")).items).toHaveLength(2);
    expect(warnings).toEqual([[{ operation: "listBucket", schema: "Bucket", isList: true }, 2]]);
    expect((await list("off")).items).toHaveLength(2);
    await expect(list("throw")).rejects.toMatchObject({ name: "ParseError" });
  });

  it("never takes a write for not done because its answer breaks the schema", async () => {
    const server = fakeServer(() => ({ status: 201, body: { id: "t1" } }));
    const validation = validateWith({ schemas: { TopupBalance: wants("x") }, responses: "throw" });
    const client = createClient({ ...server.options, validation });
    await expect(client.topupBalance.create({} as never)).rejects.toMatchObject({
      name: "UnknownOutcomeError",
    });
  });

  it("mends an operator's answer before it is read", async () => {
    const server = fakeServer(() => ({ body: { bucket: [{ id: "b1", status: "Active" }] } }));
    const normalize = (value: unknown, { isList }: ValueInfo) => {
      const { bucket } = value as { bucket: { id: string; status: string }[] };
      expect(isList).toBe(true);
      return bucket.map((one) => ({ ...one, status: one.status.toLowerCase() }));
    };
    const page = await createClient({ ...server.options, normalize }).bucket.list();
    expect(page.items).toEqual([{ id: "b1", status: "active" }]);
  });
});

import {
  type ClientOptions,
  type ClientRequest,
  createClient,
  isTmf654Error,
  type Middleware,
} from "@tmf654/client";
import { describe, expect, it } from "vitest";
import { fakeServer, fetchFailed, instantPlatform, type Reply } from "./helpers/fake-server.ts";

const body = {
  bucket: { id: "b1" },
  amount: { amount: 5, units: "EUR" },
  partyAccount: { id: "pa1" },
  usageType: "monetary",
} as const;

const created = { status: 201, body: { id: "t1", status: "completed" } };
const lost = fetchFailed({ code: "ECONNRESET" });
const refused = fetchFailed({ code: "ECONNREFUSED", syscall: "connect" });
const unresolved = fetchFailed({ code: "ENOTFOUND", syscall: "getaddrinfo" });
const honours: Partial<ClientOptions> = { idempotency: true };
const on503: Partial<ClientOptions> = { retry: { retryWritesOn503: true } };
const patched = { body: { id: "t1", status: "cancelled" } };
const gone: Reply = { status: 204 };
const status = (code: number, headers = {}): Reply => ({ status: code, headers });
const replayed = status(409, { "idempotency-replayed": "true" });

type Verb = "create" | "update" | "delete";
type Row = [string, Verb, readonly Reply[], Partial<ClientOptions>, number, string];

/** What the server does, what the client may do, how often the server is asked, how it ends. */
const rows: readonly Row[] = [
  ["a reset", "create", [lost, created], {}, 1, "UnknownOutcomeError"],
  ["a reset, key honoured", "create", [lost, created], honours, 2, "ok"],
  ["resets only, key honoured", "create", [lost, lost, lost], honours, 3, "UnknownOutcomeError"],
  [
    "a browser's failed fetch",
    "create",
    [new TypeError("Failed to fetch")],
    {},
    1,
    "UnknownOutcomeError",
  ],
  ["a refused connection", "create", [refused, created], {}, 2, "ok"],
  ["an unknown host", "create", [unresolved, unresolved, unresolved], {}, 3, "NetworkError"],
  ["500", "create", [status(500), created], {}, 1, "UnknownOutcomeError"],
  ["500, key honoured", "create", [status(500), created], honours, 2, "ok"],
  ["502", "create", [status(502), created], {}, 1, "UnknownOutcomeError"],
  ["503", "create", [status(503), created], {}, 1, "UnknownOutcomeError"],
  ["503, declared as not done", "create", [status(503), created], on503, 2, "ok"],
  [
    "503 only, declared as not done",
    "create",
    [status(503), status(503), status(503)],
    on503,
    3,
    "ServerError",
  ],
  ["504", "create", [status(504), created], {}, 1, "UnknownOutcomeError"],
  ["408", "create", [status(408), created], {}, 1, "UnknownOutcomeError"],
  ["a redirect", "create", [status(307), created], {}, 1, "UnknownOutcomeError"],
  ["429 then success", "create", [status(429), created], {}, 2, "ok"],
  ["429 only", "create", [status(429), status(429), status(429)], {}, 3, "RateLimitedError"],
  ["429 then a reset", "create", [status(429), lost, created], {}, 2, "UnknownOutcomeError"],
  ["400", "create", [status(400), created], honours, 1, "BadRequestError"],
  ["409", "create", [status(409), created], honours, 1, "ConflictError"],
  ["a reset, then 409", "create", [lost, status(409)], honours, 2, "UnknownOutcomeError"],
  ["a reset, then 401", "create", [lost, status(401)], honours, 2, "UnknownOutcomeError"],
  ["a reset, then the replay of a 409", "create", [lost, replayed], honours, 2, "ConflictError"],
  ["half an answer", "create", [{ status: 201, body: '{"id":' }], {}, 1, "UnknownOutcomeError"],
  ["a gateway's 200 page", "create", [{ body: "<html>" }], {}, 1, "UnknownOutcomeError"],
  ["an empty 201", "create", [{ status: 201, body: "" }], {}, 1, "UnknownOutcomeError"],
  ["a reset", "update", [lost, patched], {}, 1, "UnknownOutcomeError"],
  ["a reset, key honoured", "update", [lost, patched], honours, 2, "ok"],
  ["500", "update", [status(500), patched], {}, 1, "UnknownOutcomeError"],
  ["a reset", "delete", [lost, gone], {}, 2, "ok"],
  ["a reset, then 404", "delete", [lost, status(404)], {}, 2, "ok"],
  ["503, then 404", "delete", [status(503), status(404)], {}, 2, "ok"],
  ["404", "delete", [status(404)], {}, 1, "NotFoundError"],
  ["429, then 404", "delete", [status(429), status(404)], {}, 2, "NotFoundError"],
  ["resets only", "delete", [lost, lost, lost], {}, 3, "UnknownOutcomeError"],
  [
    "500, no retry",
    "create",
    [status(500)],
    { retry: false, ...honours },
    1,
    "UnknownOutcomeError",
  ],
];

describe("money safety", () => {
  it.each(rows)("%s on %s: %#", async (_, verb, replies, options, asked, end) => {
    const server = fakeServer((_, count) => {
      const reply = replies[count - 1] ?? new Error("asked too often");
      return reply instanceof Error ? reply : { ...reply };
    });
    const { platform } = instantPlatform();
    const { topupBalance } = createClient({ ...server.options, ...options, platform });
    const call = {
      create: () => topupBalance.create(body),
      update: () => topupBalance.update("t1", { status: "cancelled" }),
      delete: () => topupBalance.delete("t1"),
    }[verb];
    const ended = await call().then(
      () => "ok",
      (error) => (isTmf654Error(error) ? error.name : error),
    );
    expect(ended).toBe(end);
    expect(server.seen).toHaveLength(asked);
  });

  it("sends one key on every attempt, and gives it on the error and the result", async () => {
    const server = fakeServer((_, count) => (count < 4 ? lost : created));
    const { platform } = instantPlatform();
    const client = createClient({ ...server.options, ...honours, platform });
    const error = await client.topupBalance.create(body).catch((thrown) => thrown);
    const keys = server.seen.map(({ headers }) => headers["idempotency-key"]);
    expect(new Set(keys).size).toBe(1);
    expect(error).toMatchObject({ idempotencyKey: keys[0], attempts: 3 });
    const idempotencyKey = error.idempotencyKey as string;
    await client.topupBalance.create(body, { idempotencyKey });
    expect(server.seen[3]?.headers["idempotency-key"]).toBe(idempotencyKey);
  });

  it("takes another header for the key", async () => {
    const server = fakeServer(() => created);
    const idempotency = { header: "X-Idempotency" };
    const client = createClient({ ...server.options, idempotency });
    await client.topupBalance.create(body, { idempotencyKey: "order-7" });
    expect(server.seen[0]?.headers["x-idempotency"]).toBe("order-7");
  });

  it("sends no key that was not declared", async () => {
    const server = fakeServer(() => created);
    await createClient(server.options).topupBalance.create(body);
    expect(Object.keys(server.seen[0]?.headers ?? {})).toEqual(["accept", "content-type"]);
  });

  it("does not know the outcome when the caller aborts after sending", async () => {
    const controller = new AbortController();
    const server = fakeServer(() => {
      controller.abort();
      return new Promise<Reply>(() => {});
    });
    const { topupBalance } = createClient(server.options);
    const call = topupBalance.create(body, { signal: controller.signal });
    await expect(call).rejects.toMatchObject({
      name: "UnknownOutcomeError",
      cause: { name: "AbortedError" },
    });
  });

  it("knows that nothing was sent when the caller aborts before", async () => {
    const server = fakeServer(() => created);
    const signal = AbortSignal.abort("gone home");
    const call = createClient(server.options).topupBalance.create(body, { signal });
    await expect(call).rejects.toMatchObject({
      name: "AbortedError",
      attempts: 0,
      cause: "gone home",
    });
    expect(server.seen).toEqual([]);
  });

  it("never sends late, when the token arrives after the attempt's time", async () => {
    const server = fakeServer(() => created);
    let give = (_token: string) => {};
    const token = new Promise<string>((resolve) => {
      give = resolve;
    });
    const { topupBalance } = createClient({
      ...server.options,
      retry: false,
      timeoutMs: 5,
      auth: async (request, next) => {
        await token;
        return next(request);
      },
    });
    await expect(topupBalance.create(body)).rejects.toMatchObject({ name: "TimeoutError" });
    give("late");
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(server.seen).toEqual([]);
  });
});

describe("only a key that was sent protects a write", () => {
  const gateway = status(502);
  const ends = async (options: Partial<ClientOptions>, idempotencyKey?: string) => {
    const server = fakeServer(() => gateway);
    const client = createClient({ ...server.options, ...options });
    const call = client.topupBalance.create(body, {
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    });
    const error = await call.catch((thrown) => thrown);
    return {
      name: error.name,
      sent: server.seen.length,
      keys: server.seen.map(({ headers }) => headers["idempotency-key"]),
    };
  };

  it("an empty key is none", async () => {
    expect(await ends({}, "")).toEqual({ name: "UnknownOutcomeError", sent: 1, keys: [undefined] });
  });

  it("an empty key gives way to the client's own", async () => {
    const { sent, keys } = await ends(honours, "");
    expect([sent, new Set(keys).size]).toEqual([3, 1]);
    expect(keys[0]).toBeTruthy();
  });

  it("a key that a middleware takes away protects nothing", async () => {
    const strip = (
      { headers: { "idempotency-key": _, ...headers }, ...request }: ClientRequest,
      next: Parameters<Middleware>[1],
    ) => next({ ...request, headers });
    expect(await ends({ ...honours, attemptMiddleware: [strip] })).toMatchObject({ sent: 1 });
  });
});

describe("what goes wrong on the way back does not undo a write", () => {
  it.each<[string, Middleware]>([
    ["throws", (request, next) => next(request).then(() => Promise.reject(new Error("hook")))],
    [
      "makes it a 500",
      (request, next) => next(request).then((answer) => ({ ...answer, status: 500 })),
    ],
  ])("a middleware that %s after a 201", async (_, broken) => {
    const server = fakeServer(() => created);
    const client = createClient({ ...server.options, middleware: [broken] });
    const error = await client.topupBalance.create(body).catch((thrown) => thrown);
    expect(error.name).toBe("UnknownOutcomeError");
  });
});

import {
  type ClientOptions,
  type ClientRequest,
  createClient,
  isTmf654Error,
  type Middleware,
} from "@tmf654/client";
import { describe, expect, test } from "vitest";
import { createFakeServer, createInstantPlatform, type Reply } from "./helpers/fake-server.ts";
import {
  connectionReset,
  createdReply,
  statusReply,
  withKeys,
  writeCases,
} from "./helpers/write-cases.ts";

const body = {
  bucket: { id: "b1" },
  amount: { amount: 5, units: "EUR" },
  partyAccount: { id: "pa1" },
  usageType: "monetary",
} as const;

describe("money safety", () => {
  test.each(writeCases)("$verb: $name", async ({ verb, replies, options = {}, requests, end }) => {
    const server = createFakeServer((_, count) => {
      const reply = replies[count - 1] ?? new Error("sent too often");
      return reply instanceof Error ? reply : { ...reply };
    });
    const { platform } = createInstantPlatform();
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
    expect(server.seen).toHaveLength(requests);
  });

  test("sends one key on every attempt and sets it on the error and the result", async () => {
    const server = createFakeServer((_, count) => (count < 4 ? connectionReset : createdReply));
    const { platform } = createInstantPlatform();
    const client = createClient({ ...server.options, ...withKeys, platform });
    const error = await client.topupBalance.create(body).catch((thrown) => thrown);
    const keys = server.seen.map(({ headers }) => headers["idempotency-key"]);
    expect(new Set(keys).size).toBe(1);
    expect(error).toMatchObject({ idempotencyKey: keys[0], attempts: 3 });
    const idempotencyKey = error.idempotencyKey as string;
    await client.topupBalance.create(body, { idempotencyKey });
    expect(server.seen[3]?.headers["idempotency-key"]).toBe(idempotencyKey);
  });

  test("sends the key in another header", async () => {
    const server = createFakeServer(() => createdReply);
    const idempotency = { header: "X-Idempotency" };
    const client = createClient({ ...server.options, idempotency });
    await client.topupBalance.create(body, { idempotencyKey: "order-7" });
    expect(server.seen[0]?.headers["x-idempotency"]).toBe("order-7");
  });

  test("sends no key by default", async () => {
    const server = createFakeServer(() => createdReply);
    await createClient(server.options).topupBalance.create(body);
    expect(Object.keys(server.seen[0]?.headers ?? {})).toEqual(["accept", "content-type"]);
  });

  test("throws UnknownOutcomeError when the caller aborts after sending", async () => {
    const controller = new AbortController();
    const server = createFakeServer(() => {
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

  test("throws AbortedError when the caller aborts before sending", async () => {
    const server = createFakeServer(() => createdReply);
    const signal = AbortSignal.abort("gone home");
    const call = createClient(server.options).topupBalance.create(body, { signal });
    await expect(call).rejects.toMatchObject({
      name: "AbortedError",
      attempts: 0,
      cause: "gone home",
    });
    expect(server.seen).toEqual([]);
  });

  test("never sends after the time limit, even if the token arrives late", async () => {
    const server = createFakeServer(() => createdReply);
    let returnToken = (_token: string) => {};
    const token = new Promise<string>((resolve) => {
      returnToken = resolve;
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
    returnToken("late");
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(server.seen).toEqual([]);
  });
});

describe("a write is retried only with a key that was sent", () => {
  const gateway = statusReply(502);
  const runWrite = async (options: Partial<ClientOptions>, idempotencyKey?: string) => {
    const server = createFakeServer(() => gateway);
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

  test("ignores an empty key", async () => {
    expect(await runWrite({}, "")).toEqual({
      name: "UnknownOutcomeError",
      sent: 1,
      keys: [undefined],
    });
  });

  test("replaces an empty key with a generated one", async () => {
    const { sent, keys } = await runWrite(withKeys, "");
    expect([sent, new Set(keys).size]).toEqual([3, 1]);
    expect(keys[0]).toBeTruthy();
  });

  test("does not retry when a middleware removed the key", async () => {
    const removeKey = (
      { headers: { "idempotency-key": _, ...headers }, ...request }: ClientRequest,
      next: Parameters<Middleware>[1],
    ) => next({ ...request, headers });
    expect(await runWrite({ ...withKeys, attemptMiddleware: [removeKey] })).toMatchObject({
      sent: 1,
    });
  });
});

describe("a failure after the response does not undo a write", () => {
  test.each<{ name: string; broken: Middleware }>([
    {
      name: "throws",
      broken: (request, next) => next(request).then(() => Promise.reject(new Error("hook"))),
    },
    {
      name: "returns a 500",
      broken: (request, next) => next(request).then((response) => ({ ...response, status: 500 })),
    },
  ])("throws UnknownOutcomeError when a middleware $name after a 201", async ({ broken }) => {
    const server = createFakeServer(() => createdReply);
    const client = createClient({ ...server.options, middleware: [broken] });
    const error = await client.topupBalance.create(body).catch((thrown) => thrown);
    expect(error.name).toBe("UnknownOutcomeError");
  });
});

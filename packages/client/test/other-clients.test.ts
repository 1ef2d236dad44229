import { getEventListeners } from "node:events";
import { join } from "node:path";
import { createClient, isTmf654Error, type Middleware, type Tmf654Error } from "@tmf654/client";
import { build } from "vite";
import { expect, test } from "vitest";
import { createFakeServer, createInstantPlatform, type Reply } from "./helpers/fake-server.ts";

const bucket = { body: { id: "b1" } };
const topup = { bucket: { id: "b1" } } as never;
const catchError = (call: PromiseLike<unknown>): Promise<Tmf654Error> =>
  Promise.resolve(call).then(
    () => Promise.reject(new Error("nothing was thrown")),
    (error) => error,
  );

function createReplyServer(...replies: readonly Reply[]) {
  const server = createFakeServer((_, count) => {
    const reply = replies[Math.min(count, replies.length) - 1] ?? bucket;
    return reply instanceof Error || reply instanceof Response ? reply : { ...reply };
  });
  const { platform } = createInstantPlatform();
  return { ...server, options: { ...server.options, platform } };
}

/** Bundles a module that imports from this package. */
async function bundle(source: string): Promise<string> {
  const entry = join(import.meta.dirname, "entry.js");
  const built = await build({
    configFile: false,
    logLevel: "silent",
    resolve: { conditions: ["@tmf654/source"] },
    root: import.meta.dirname,
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? source : undefined),
      },
    ],
    build: { write: false, lib: { entry, formats: ["es"] } },
  });
  return JSON.stringify(built);
}

/** Reports from users of other clients, each with a check of this client. */
const reports: readonly { name: string; check: () => Promise<void> }[] = [
  {
    name: "openapi-typescript#2075: a middleware cannot send again",
    check: async () => {
      const { options, seen } = createReplyServer({ status: 404 }, bucket);
      const sendTwice: Middleware = async (request, next) => {
        const response = await next(request);
        return response.status === 404 ? next(request) : response;
      };
      await createClient({ ...options, middleware: [sendTwice] }).bucket.retrieve("b1");
      expect(seen).toHaveLength(2);
    },
  },
  {
    name: "openapi-typescript#2071: an empty error body looks like success",
    check: async () => {
      const { options } = createReplyServer({
        status: 400,
        body: "",
        headers: { "content-length": "0" },
      });
      const { ok, error } = await createClient(options).safe.bucket.retrieve("b1");
      expect([ok, error?.status]).toEqual([false, 400]);
    },
  },
  {
    name: "openapi-typescript#2360: errors do not differ by status",
    check: async () => {
      const { options } = createReplyServer({
        status: 409,
        body: { code: "unitMismatch", reason: "r" },
      });
      const error = await catchError(createClient(options).topupBalance.create(topup));
      if (!isTmf654Error(error, "ConflictError")) throw error;
      expect(error.code).toBe("unitMismatch");
    },
  },
  {
    name: "openapi-ts#3632: the thrown value is not an Error and has no status",
    check: async () => {
      const { options } = createReplyServer({ status: 403, body: {} });
      const error = await catchError(createClient(options).bucket.retrieve("b1"));
      expect(error).toBeInstanceOf(Error);
      expect(error).toMatchObject({ status: 403, stack: expect.any(String) });
    },
  },
  {
    name: "openapi-ts#4326: no async iteration over pages",
    check: async () => {
      const first = { body: [{ id: "1" }], headers: { "x-total-count": "2" } };
      const { options } = createReplyServer(first, { ...first, body: [{ id: "2" }] });
      const ids: string[] = [];
      for await (const { id } of createClient(options).bucket.list()) ids.push(id);
      expect(ids).toEqual(["1", "2"]);
    },
  },
  {
    name: "orval#1839, kubb: a 404 resolves as data",
    check: async () => {
      const { options } = createReplyServer({ status: 404, body: { code: "60", reason: "gone" } });
      const error = await catchError(createClient(options).bucket.retrieve("b1"));
      expect(error.name).toBe("NotFoundError");
    },
  },
  {
    name: "orval#2172: ids in the path are not encoded",
    check: async () => {
      const { options, seen } = createReplyServer(bucket);
      await createClient(options).bucket.retrieve("../topupBalance?x");
      expect(seen[0]?.path).toBe("/bucket/..%2FtopupBalance%3Fx");
    },
  },
  {
    name: "openai-node#1825: the timeout ends at the headers, and the body hangs",
    check: async () => {
      const body = new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array([123])) });
      const { fetch } = createFakeServer(() => new Response(body));
      const client = createClient({ baseUrl: "http://x", fetch, timeoutMs: 5, retry: false });
      expect(await catchError(client.bucket.retrieve("b1"))).toMatchObject({
        name: "TimeoutError",
      });
    },
  },
  {
    name: "openai-node#2727: an abort has no effect during a backoff",
    check: async () => {
      const controller = new AbortController();
      const { fetch } = createFakeServer(() => ({ status: 503, headers: { "retry-after": "50" } }));
      const retry = { onRetry: () => queueMicrotask(() => controller.abort()) };
      const client = createClient({ baseUrl: "http://x", fetch, retry });
      const { signal } = controller;
      expect((await catchError(client.bucket.retrieve("b1", { signal }))).name).toBe(
        "AbortedError",
      );
    },
  },
  {
    name: "octokit plugin-retry: a POST is retried on 500",
    check: async () => {
      const { options, seen } = createReplyServer({ status: 500 });
      await catchError(createClient(options).topupBalance.create(topup));
      expect(seen).toHaveLength(1);
    },
  },
  {
    name: "octokit plugin-paginate: a 409 becomes an empty page",
    check: async () => {
      const { options } = createReplyServer({ status: 409 });
      const error = await catchError(createClient(options).bucket.list().toArray({ limit: 5 }));
      expect(error.name).toBe("ConflictError");
    },
  },
  {
    name: "speakeasy#147, openai-node: retries of writes carry no idempotency header",
    check: async () => {
      const { options, seen } = createReplyServer({ status: 500 }, { status: 201, ...bucket });
      await createClient({ ...options, idempotency: true }).topupBalance.create(topup);
      const [first, second] = seen.map(({ headers }) => headers["idempotency-key"]);
      expect(first).toMatch(/\S{16}/);
      expect(second).toBe(first);
    },
  },
  {
    name: "twilio-node#936: network errors are not retried",
    check: async () => {
      const { options, seen } = createReplyServer(new TypeError("fetch failed"), bucket);
      await createClient(options).bucket.retrieve("b1");
      expect(seen).toHaveLength(2);
    },
  },
  {
    name: "mistral#177: an unknown enumeration value throws",
    check: async () => {
      const { options } = createReplyServer({
        body: { id: "b1", status: "Inactive", "@type": "XBucket" },
      });
      const { status } = await createClient(options).bucket.retrieve("b1");
      expect(status).toBe("Inactive");
    },
  },
  {
    name: "stripe-node: `Retry-After` is ignored",
    check: async () => {
      const { fetch } = createFakeServer((_, count) =>
        count === 1 ? { status: 429, headers: { "retry-after": "7" } } : bucket,
      );
      const { platform, waits } = createInstantPlatform();
      await createClient({ baseUrl: "http://x", fetch, platform }).bucket.retrieve("b1");
      expect(waits).toEqual([7000]);
    },
  },
  {
    name: "openai-node#1811: listeners stay on the caller's signal",
    check: async () => {
      const { options } = createReplyServer({ status: 503 }, bucket);
      const { signal } = new AbortController();
      const { bucket: buckets } = createClient(options);
      await buckets.retrieve("b1", { signal });
      await buckets.list({}, { signal }).catch(() => {});
      expect(getEventListeners(signal, "abort")).toEqual([]);
    },
  },
  {
    name: "openapi-generator#13878: `@type` is renamed",
    check: async () => {
      const { options, seen } = createReplyServer({
        status: 201,
        body: { id: "t1", "@type": "XTopup" },
      });
      const body = { paymentMethod: { id: "p1", "@type": "PaymentTransaction" } };
      const created = await createClient(options).topupBalance.create(body as never);
      expect(seen[0]?.body).toEqual(body);
      expect(created["@type"]).toBe("XTopup");
    },
  },
  {
    name: "openapi-generator#17800: one operation bundles the code of all",
    check: async () => {
      const one = await bundle("export { connect, retrieveBucket } from '@tmf654/client'");
      expect(one).toContain("retrieve");
      const others = ["topupBalance", "transferBalance", "EventSubscription", "notApplied"];
      expect(others.filter((word) => one.includes(word))).toEqual([]);
      expect(await bundle("export * from '@tmf654/client'")).toContain("transferBalance");
    },
  },
];

test.each(reports)("$name", ({ check }) => check());

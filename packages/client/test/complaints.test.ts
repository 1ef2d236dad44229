import { getEventListeners } from "node:events";
import { join } from "node:path";
import { createClient, isTmf654Error, type Middleware, type Tmf654Error } from "@tmf654/client";
import { build } from "vite";
import { expect, it } from "vitest";
import { fakeServer, instantPlatform, type Reply } from "./helpers/fake-server.ts";

const bucket = { body: { id: "b1" } };
const topup = { bucket: { id: "b1" } } as never;
const thrown = (call: PromiseLike<unknown>): Promise<Tmf654Error> =>
  Promise.resolve(call).then(
    () => Promise.reject(new Error("nothing was thrown")),
    (error) => error,
  );

function serve(...replies: readonly Reply[]) {
  const server = fakeServer((_, count) => {
    const reply = replies[Math.min(count, replies.length) - 1] ?? bucket;
    return reply instanceof Error || reply instanceof Response ? reply : { ...reply };
  });
  const { platform } = instantPlatform();
  return { ...server, options: { ...server.options, platform } };
}

/** What a bundler makes of a module that imports from this package. */
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

/** What users of other clients complain about, by the place where they do, and what happens here. */
const complaints: readonly [string, () => Promise<void>][] = [
  [
    "openapi-typescript#2075: a middleware cannot send again",
    async () => {
      const { options, seen } = serve({ status: 404 }, bucket);
      const again: Middleware = async (request, next) => {
        const answer = await next(request);
        return answer.status === 404 ? next(request) : answer;
      };
      await createClient({ ...options, middleware: [again] }).bucket.retrieve("b1");
      expect(seen).toHaveLength(2);
    },
  ],
  [
    "openapi-typescript#2071: an empty error body looks like success",
    async () => {
      const { options } = serve({ status: 400, body: "", headers: { "content-length": "0" } });
      const { ok, error } = await createClient(options).safe.bucket.retrieve("b1");
      expect([ok, error?.status]).toEqual([false, 400]);
    },
  ],
  [
    "openapi-typescript#2360: errors are not told apart by status",
    async () => {
      const { options } = serve({ status: 409, body: { code: "unitMismatch", reason: "r" } });
      const error = await thrown(createClient(options).topupBalance.create(topup));
      if (!isTmf654Error(error, "ConflictError")) throw error;
      expect(error.code).toBe("unitMismatch");
    },
  ],
  [
    "openapi-ts#3632: what is thrown is no Error and has lost its status",
    async () => {
      const { options } = serve({ status: 403, body: {} });
      const error = await thrown(createClient(options).bucket.retrieve("b1"));
      expect(error).toBeInstanceOf(Error);
      expect(error).toMatchObject({ status: 403, stack: expect.any(String) });
    },
  ],
  [
    "openapi-ts#4326: no async iteration over pages",
    async () => {
      const first = { body: [{ id: "1" }], headers: { "x-total-count": "2" } };
      const { options } = serve(first, { ...first, body: [{ id: "2" }] });
      const ids: string[] = [];
      for await (const { id } of createClient(options).bucket.list()) ids.push(id);
      expect(ids).toEqual(["1", "2"]);
    },
  ],
  [
    "orval#1839, kubb: a 404 resolves as data",
    async () => {
      const { options } = serve({ status: 404, body: { code: "60", reason: "gone" } });
      const error = await thrown(createClient(options).bucket.retrieve("b1"));
      expect(error.name).toBe("NotFoundError");
    },
  ],
  [
    "orval#2172: ids are put into the path as they are",
    async () => {
      const { options, seen } = serve(bucket);
      await createClient(options).bucket.retrieve("../topupBalance?x");
      expect(seen[0]?.path).toBe("/bucket/..%2FtopupBalance%3Fx");
    },
  ],
  [
    "openai-node#1825: the timeout ends at the headers, the body hangs for ever",
    async () => {
      const body = new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array([123])) });
      const { fetch } = fakeServer(() => new Response(body));
      const client = createClient({ baseUrl: "http://x", fetch, timeoutMs: 5, retry: false });
      expect(await thrown(client.bucket.retrieve("b1"))).toMatchObject({ name: "TimeoutError" });
    },
  ],
  [
    "openai-node#2727: an abort is not noticed during a backoff",
    async () => {
      const controller = new AbortController();
      const { fetch } = fakeServer(() => ({ status: 503, headers: { "retry-after": "50" } }));
      const retry = { onRetry: () => queueMicrotask(() => controller.abort()) };
      const client = createClient({ baseUrl: "http://x", fetch, retry });
      const { signal } = controller;
      expect((await thrown(client.bucket.retrieve("b1", { signal }))).name).toBe("AbortedError");
    },
  ],
  [
    "octokit plugin-retry: a POST is repeated on 500",
    async () => {
      const { options, seen } = serve({ status: 500 });
      await thrown(createClient(options).topupBalance.create(topup));
      expect(seen).toHaveLength(1);
    },
  ],
  [
    "octokit plugin-paginate: a 409 becomes an empty page",
    async () => {
      const { options } = serve({ status: 409 });
      const error = await thrown(createClient(options).bucket.list().toArray({ limit: 5 }));
      expect(error.name).toBe("ConflictError");
    },
  ],
  [
    "speakeasy#147, openai-node: retries of writes carry no idempotency header",
    async () => {
      const { options, seen } = serve({ status: 500 }, { status: 201, ...bucket });
      await createClient({ ...options, idempotency: true }).topupBalance.create(topup);
      const [first, second] = seen.map(({ headers }) => headers["idempotency-key"]);
      expect(first).toMatch(/\S{16}/);
      expect(second).toBe(first);
    },
  ],
  [
    "twilio-node#936: network errors are not retried",
    async () => {
      const { options, seen } = serve(new TypeError("fetch failed"), bucket);
      await createClient(options).bucket.retrieve("b1");
      expect(seen).toHaveLength(2);
    },
  ],
  [
    "mistral#177: an unknown enumeration value throws",
    async () => {
      const { options } = serve({ body: { id: "b1", status: "Inactive", "@type": "XBucket" } });
      const { status } = await createClient(options).bucket.retrieve("b1");
      expect(status).toBe("Inactive");
    },
  ],
  [
    "stripe-node: `Retry-After` is not waited for",
    async () => {
      const { fetch } = fakeServer((_, count) =>
        count === 1 ? { status: 429, headers: { "retry-after": "7" } } : bucket,
      );
      const { platform, waits } = instantPlatform();
      await createClient({ baseUrl: "http://x", fetch, platform }).bucket.retrieve("b1");
      expect(waits).toEqual([7000]);
    },
  ],
  [
    "openai-node#1811: listeners stay on the caller's signal",
    async () => {
      const { options } = serve({ status: 503 }, bucket);
      const { signal } = new AbortController();
      const { bucket: buckets } = createClient(options);
      await buckets.retrieve("b1", { signal });
      await buckets.list({}, { signal }).catch(() => {});
      expect(getEventListeners(signal, "abort")).toEqual([]);
    },
  ],
  [
    "openapi-generator#13878: `@type` loses its name on the way",
    async () => {
      const { options, seen } = serve({ status: 201, body: { id: "t1", "@type": "XTopup" } });
      const body = { paymentMethod: { id: "p1", "@type": "PaymentTransaction" } };
      const created = await createClient(options).topupBalance.create(body as never);
      expect(seen[0]?.body).toEqual(body);
      expect(created["@type"]).toBe("XTopup");
    },
  ],
  [
    "openapi-generator#17800: one operation brings the code of all",
    async () => {
      const one = await bundle("export { connect, retrieveBucket } from '@tmf654/client'");
      expect(one).toContain("retrieve");
      const others = ["topupBalance", "transferBalance", "EventSubscription", "notApplied"];
      expect(others.filter((word) => one.includes(word))).toEqual([]);
      expect(await bundle("export * from '@tmf654/client'")).toContain("transferBalance");
    },
  ],
];

it.each(complaints)("%s", (_, check) => check());

import {
  type Attributes,
  type Context,
  propagation,
  type Span,
  type SpanOptions,
  type TracerProvider,
} from "@opentelemetry/api";
import { createClient, type Middleware, type Tmf654Client } from "@tmf654/client";
import { tracing } from "@tmf654/client/otel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fakeServer, fetchFailed, instantPlatform, type Reply } from "./helpers/fake-server.ts";

type ClientMethod = (client: Tmf654Client) => Promise<unknown>;

interface Recorded {
  name: string;
  kind: number | undefined;
  attributes: Attributes;
  status?: number;
  ended: boolean;
}

/** Records spans, as far as the client uses them. */
function recorder() {
  const spans: Recorded[] = [];
  const startSpan = (name: string, options: SpanOptions = {}) => {
    const { kind, attributes = {} } = options;
    const record: Recorded = { name, kind, attributes: { ...attributes }, ended: false };
    spans.push(record);
    return {
      setAttribute: (key: string, value: string) => {
        record.attributes[key] = value;
      },
      setStatus: ({ code }: { code: number }) => {
        record.status = code;
      },
      recordException: () => {},
      end: () => {
        record.ended = true;
      },
    } as unknown as Span;
  };
  const tracerProvider = { getTracer: () => ({ startSpan }) } as unknown as TracerProvider;
  return { spans, tracerProvider };
}

beforeAll(() => {
  propagation.setGlobalPropagator({
    inject: (_: Context, carrier) => {
      Object.assign(carrier as object, { traceparent: "00-1" });
    },
    extract: (context) => context,
    fields: () => ["traceparent"],
  });
});

afterAll(() => propagation.disable());

it("makes one span a call and one an attempt, and passes the context on", async () => {
  const { spans, tracerProvider } = recorder();
  const server = fakeServer((_, count) =>
    count === 1 ? { status: 503 } : { body: [], headers: { "x-request-id": "r1" } },
  );
  const { platform } = instantPlatform();
  const client = createClient({ ...server.options, platform, ...tracing({ tracerProvider }) });
  await client.bucket.list({ "logicalResource.id": "+34600000001" });
  const base = {
    "http.request.method": "GET",
    "server.address": "ocs.example",
    "server.port": 443,
    "url.full": "https://ocs.example/tmf-api/prepayBalanceManagement/v4/bucket",
  };
  expect(spans).toMatchObject([
    { name: "listBucket", kind: 0, attributes: { "http.response.status_code": 200 } },
    { name: "GET", kind: 2, status: 2, attributes: { ...base, "error.type": "503" } },
    { name: "GET", kind: 2, attributes: { ...base, "http.request.resend_count": 1 } },
  ]);
  expect(spans.every(({ ended }) => ended)).toBe(true);
  expect(JSON.stringify(spans)).not.toContain("34600000001");
  expect(server.seen[0]?.headers.traceparent).toBe("00-1");
});

it("names the error of an attempt without an answer", async () => {
  const { spans, tracerProvider } = recorder();
  const server = fakeServer(() => fetchFailed({ code: "ECONNRESET" }));
  const options = { ...server.options, retry: false, ...tracing({ tracerProvider }) } as const;
  await createClient(options)
    .bucket.retrieve("b1")
    .catch(() => {});
  expect(spans.map(({ attributes }) => attributes["error.type"])).toEqual([
    "NetworkError",
    "NetworkError",
  ]);
});

it.each<[string, Reply, ClientMethod, string]>([
  ["a refusal", { status: 404 }, (client) => client.bucket.retrieve("b1"), "NotFoundError"],
  ["HTML", { body: "<html>" }, (client) => client.bucket.retrieve("b1"), "ParseError"],
  [
    "a failed action",
    { status: 201, body: { id: "t1", status: "failed" } },
    (client) => client.topupBalance.create({} as never),
    "ActionFailedError",
  ],
  [
    "a write answered with HTML",
    { status: 201, body: "<html>" },
    (client) => client.topupBalance.create({} as never),
    "UnknownOutcomeError",
  ],
])("names the error that %s is for the caller, on the call's span", async (_, reply, run, name) => {
  const { spans, tracerProvider } = recorder();
  const server = fakeServer(() => reply);
  const options = { ...server.options, retry: false, ...tracing({ tracerProvider }) } as const;
  await expect(run(createClient(options))).rejects.toMatchObject({ name });
  expect(spans[0]).toMatchObject({ status: 2, ended: true, attributes: { "error.type": name } });
});

it("ends the call's span, with its error, where nothing was sent", async () => {
  const { spans, tracerProvider } = recorder();
  const refuse: Middleware = () => Promise.reject(new Error("circuit open"));
  const { middleware } = tracing({ tracerProvider });
  const { options } = fakeServer(() => ({ body: {} }));
  const client = createClient({ ...options, middleware: [...middleware, refuse] });
  await expect(client.bucket.retrieve("b1")).rejects.toThrow();
  expect(spans).toMatchObject([{ status: 2, ended: true }]);
});

it.each([
  [
    "http://[::1]:8080",
    { "server.address": "::1", "server.port": 8080 },
    "http://[::1]:8080/bucket",
  ],
  ["https://[::1]", { "server.address": "::1", "server.port": 443 }, "https://[::1]/bucket"],
  ["HTTP://a:b@me", { "server.address": "me", "server.port": 80 }, "http://me/bucket"],
  ["/v4", { "url.path": "/v4/bucket" }, undefined],
])("tells the address of %s", async (baseUrl, address, full) => {
  const { spans, tracerProvider } = recorder();
  const { fetch } = fakeServer(() => ({ body: [] }));
  await createClient({ baseUrl, fetch, ...tracing({ tracerProvider }) }).bucket.list({ limit: 1 });
  const { attributes } = spans[1] as Recorded;
  expect(attributes).toMatchObject(address);
  expect(attributes["url.full"]).toBe(full);
  expect(JSON.stringify(attributes)).not.toContain("undefined");
});

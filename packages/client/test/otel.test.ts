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
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import {
  createFakeServer,
  createFetchError,
  createInstantPlatform,
  type Reply,
} from "./helpers/fake-server.ts";

type ClientMethod = (client: Tmf654Client) => Promise<unknown>;

interface RecordedSpan {
  name: string;
  kind: number | undefined;
  attributes: Attributes;
  status?: number;
  ended: boolean;
}

/** Creates a tracer provider that records spans. It has only the methods that the client uses. */
function createRecorder() {
  const spans: RecordedSpan[] = [];
  const startSpan = (name: string, options: SpanOptions = {}) => {
    const { kind, attributes = {} } = options;
    const record: RecordedSpan = { name, kind, attributes: { ...attributes }, ended: false };
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

test("creates one span per call and per attempt, and sends the context", async () => {
  const { spans, tracerProvider } = createRecorder();
  const server = createFakeServer((_, count) =>
    count === 1 ? { status: 503 } : { body: [], headers: { "x-request-id": "r1" } },
  );
  const { platform } = createInstantPlatform();
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

test("records the error of an attempt without a response", async () => {
  const { spans, tracerProvider } = createRecorder();
  const server = createFakeServer(() => createFetchError({ code: "ECONNRESET" }));
  const options = { ...server.options, retry: false, ...tracing({ tracerProvider }) } as const;
  await createClient(options)
    .bucket.retrieve("b1")
    .catch(() => {});
  expect(spans.map(({ attributes }) => attributes["error.type"])).toEqual([
    "NetworkError",
    "NetworkError",
  ]);
});

test.each<{ name: string; reply: Reply; run: ClientMethod; errorName: string }>([
  {
    name: "a refusal",
    reply: { status: 404 },
    run: (client) => client.bucket.retrieve("b1"),
    errorName: "NotFoundError",
  },
  {
    name: "HTML",
    reply: { body: "<html>" },
    run: (client) => client.bucket.retrieve("b1"),
    errorName: "ParseError",
  },
  {
    name: "a failed action",
    reply: { status: 201, body: { id: "t1", status: "failed" } },
    run: (client) => client.topupBalance.create({} as never),
    errorName: "ActionFailedError",
  },
  {
    name: "a write with an HTML response",
    reply: { status: 201, body: "<html>" },
    run: (client) => client.topupBalance.create({} as never),
    errorName: "UnknownOutcomeError",
  },
])("records $errorName on the span of a call with $name", async ({ reply, run, errorName }) => {
  const { spans, tracerProvider } = createRecorder();
  const server = createFakeServer(() => reply);
  const options = { ...server.options, retry: false, ...tracing({ tracerProvider }) } as const;
  await expect(run(createClient(options))).rejects.toMatchObject({ name: errorName });
  expect(spans[0]).toMatchObject({
    status: 2,
    ended: true,
    attributes: { "error.type": errorName },
  });
});

test("ends the span of a call that sent nothing, with its error", async () => {
  const { spans, tracerProvider } = createRecorder();
  const rejectCall: Middleware = () => Promise.reject(new Error("circuit open"));
  const { middleware } = tracing({ tracerProvider });
  const { options } = createFakeServer(() => ({ body: {} }));
  const client = createClient({ ...options, middleware: [...middleware, rejectCall] });
  await expect(client.bucket.retrieve("b1")).rejects.toThrow();
  expect(spans).toMatchObject([{ status: 2, ended: true }]);
});

test.each([
  {
    baseUrl: "http://[::1]:8080",
    address: { "server.address": "::1", "server.port": 8080 },
    full: "http://[::1]:8080/bucket",
  },
  {
    baseUrl: "https://[::1]",
    address: { "server.address": "::1", "server.port": 443 },
    full: "https://[::1]/bucket",
  },
  {
    baseUrl: "HTTP://me",
    address: { "server.address": "me", "server.port": 80 },
    full: "http://me/bucket",
  },
  { baseUrl: "/v4", address: { "url.path": "/v4/bucket" }, full: undefined },
])("records the address of $baseUrl", async ({ baseUrl, address, full }) => {
  const { spans, tracerProvider } = createRecorder();
  const { fetch } = createFakeServer(() => ({ body: [] }));
  // A relative URL works in a page only.
  vi.stubGlobal("location", { href: "https://page.example/" });
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  await createClient({ baseUrl, fetch, ...tracing({ tracerProvider }) }).bucket.list({ limit: 1 });
  const { attributes } = spans[1] as RecordedSpan;
  expect(attributes).toMatchObject(address);
  expect(attributes["url.full"]).toBe(full);
  expect(JSON.stringify(attributes)).not.toContain("undefined");
});

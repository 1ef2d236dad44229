import {
  type Attributes,
  type Context,
  propagation,
  type Span,
  type SpanOptions,
  type TracerProvider,
} from "@opentelemetry/api";
import { createClient } from "@tmf654/client";
import { tracing } from "@tmf654/client/otel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fakeServer, fetchFailed, instantPlatform } from "./helpers/fake-server.ts";

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

import type { paths } from "@tmf654/contract";
import createOpenapiFetch, { type Client } from "openapi-fetch";
import type { CallSpec, Core } from "./pipeline/call.ts";
import type { Performed } from "./pipeline/perform.ts";
import { perform } from "./pipeline/perform.ts";
import { serializePath, serializeQuery } from "./query.ts";

/** The openapi-fetch client of the whole contract, over the same pipeline. */
export type HttpClient = Client<paths, "application/json">;

/** What openapi-fetch builds with `new`, in place of a `Request`. */
interface LightRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body?: string;
  readonly signal?: AbortSignal;
  /** Present on calls of the resource API. */
  readonly spec?: CallSpec;
}

/**
 * A `Request` costs several microseconds and is built again by `fetch`. openapi-fetch only reads
 * these fields, so a plain record will do. A function that returns an object can be `new`ed.
 */
function lightRequest(this: unknown, url: string, init: Record<string, unknown>) {
  return Object.assign(Object.create(lightRequest.prototype), init, { url });
}

/** Answers a call of the resource API: the pipeline has read and parsed the body already. */
function parsed(done: Performed) {
  return { ok: true, status: 200, headers: { get: () => null }, body: done };
}

const bodiless = new Set([204, 205, 304]);

/** Calls of `client.http` keep openapi-fetch's ways: an HTTP error is a value, not a throw. */
function httpSpec({ method, url, signal }: LightRequest, baseUrl: string): CallSpec {
  const path = url.startsWith(baseUrl) ? url.slice(baseUrl.length).split("?")[0] : "";
  const options = signal ? { signal } : {};
  return { operation: `${method} ${path}`, options, expects: "raw" };
}

/** The one place that knows openapi-fetch. */
export function createTransport(core: Core): HttpClient {
  const answer = async (request: LightRequest) => {
    const { method, url, body, headers, spec } = request;
    if (spec) return parsed(await perform(core, spec, { method, url, body }));
    const raw = httpSpec(request, core.baseUrl);
    const outgoing = { method, url, body, headers: Object.fromEntries(headers) };
    const { status, headers: received, body: text } = (await perform(core, raw, outgoing)).answer;
    const init = { status, headers: received as Headers };
    return new Response(bodiless.has(status) ? null : text, init);
  };
  return createOpenapiFetch<paths, "application/json">({
    baseUrl: core.baseUrl,
    Request: lightRequest as never,
    fetch: answer as never,
    pathSerializer: serializePath,
    querySerializer: serializeQuery,
  });
}

/** A call of the resource API, through openapi-fetch. */
export interface TransportCall {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly id?: string | undefined;
  readonly query?: object | undefined;
  readonly body?: unknown;
  readonly spec: CallSpec;
}

type UntypedRequest = (method: string, path: string, init: object) => Promise<{ data?: unknown }>;

/** Sends it. Rejects with a `Tmf654Error`. */
export async function send(http: HttpClient, call: TransportCall): Promise<Performed> {
  const { method, path, id, query, body, spec } = call;
  const params = { ...(id === undefined ? {} : { path: { id } }), ...(query ? { query } : {}) };
  const request = http.request as unknown as UntypedRequest;
  // "stream" hands the response's `body` through as it is: nothing is parsed twice.
  const init = { params, parseAs: "stream", spec, ...(body === undefined ? {} : { body }) };
  return (await request(method, path, init)).data as Performed;
}

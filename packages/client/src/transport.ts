import type { paths } from "@tmf654/contract";
import createOpenapiFetch, { type Client } from "openapi-fetch";
import type { CallSpec, Core } from "./pipeline/call.ts";
import { type Performed, perform } from "./pipeline/perform.ts";
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
  /** On calls of the resource API. */
  readonly spec?: CallSpec;
}

/**
 * A `Request` costs several microseconds and is built again by `fetch`. openapi-fetch only reads
 * these fields, so a plain record will do. A function that returns an object can be `new`ed.
 */
function lightRequest(url: string, init: object) {
  return { ...init, url };
}

type Answer = (request: LightRequest) => Promise<unknown>;

function overOpenapiFetch(core: Core, answer: Answer): HttpClient {
  return createOpenapiFetch<paths, "application/json">({
    baseUrl: core.baseUrl,
    Request: lightRequest as never,
    fetch: answer as never,
    pathSerializer: serializePath,
    querySerializer: serializeQuery,
  });
}

/** A call of the resource API. */
export interface TransportCall {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly id?: string | undefined;
  readonly query?: object | undefined;
  readonly body?: unknown;
  readonly spec: CallSpec;
}

/** Sends calls of the resource API. Rejects with a `Tmf654Error`. */
export type Transport = (call: TransportCall) => Promise<Performed>;

type UntypedRequest = (method: string, path: string, init: object) => Promise<{ data: Performed }>;

/** Calls of the resource API, through openapi-fetch: it makes the URL and the body. */
export function createTransport(core: Core): Transport {
  // The pipeline has read and parsed the body: "stream" hands its result through as it is.
  const { request } = overOpenapiFetch(core, async ({ method, url, body, spec }) => ({
    ok: true,
    headers: { get: () => "" },
    body: await perform(core, spec as CallSpec, { method, url, body }),
  })) as unknown as { request: UntypedRequest };
  return ({ method, path, id, query, body, spec }) => {
    const params = { path: { id }, query };
    return request(method, path, { params, body, spec, parseAs: "stream" }).then(dataOf);
  };
}

const dataOf = ({ data }: { data: Performed }) => data;

/** The contract's paths, typed; an HTTP error is a value, as openapi-fetch has it. */
export function createHttp(core: Core): HttpClient {
  return overOpenapiFetch(core, async ({ method, url, body, headers, signal }) => {
    const path = url.startsWith(core.baseUrl) ? url.slice(core.baseUrl.length).split("?")[0] : "";
    const options = signal ? { signal } : {};
    const spec: CallSpec = { operation: `${method} ${path}`, options, expects: "raw" };
    const outgoing = { method, url, body, headers: Object.fromEntries(headers) };
    const { answer } = await perform(core, spec, outgoing);
    const init = { status: answer.status, headers: answer.headers as Headers };
    return new Response(answer.body || null, init);
  });
}

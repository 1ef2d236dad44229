import type { paths } from "@tmf654/contract";
import createOpenapiFetch, { type Client } from "openapi-fetch";
import type { Connection } from "./connection.ts";
import type { Call } from "./pipeline/call.ts";
import { perform } from "./pipeline/perform.ts";
import { serializePath, serializeQuery } from "./query.ts";

/** As read: servers send other words than the contract's, so every enumeration stays open. */
type Open<T> = T extends string
  ? T | (string & {})
  : T extends object
    ? { [K in keyof T]: Open<T[K]> }
    : T;

/** The contract's paths; only what is answered is open. */
type OpenPaths = {
  [Path in keyof paths]: {
    [Method in keyof paths[Path]]: paths[Path][Method] extends { responses: infer Answers }
      ? Omit<paths[Path][Method], "responses"> & { responses: Open<Answers> }
      : paths[Path][Method];
  };
};

/** The openapi-fetch client of the whole contract, over the same pipeline. */
export type HttpClient = Client<OpenPaths, "application/json">;

/** What openapi-fetch builds with `new`, in place of a `Request`. */
interface LightRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/**
 * A `Request` costs several microseconds and is built again by `fetch`. openapi-fetch only reads
 * these fields, so a plain record will do. A function that returns an object can be `new`ed.
 */
function lightRequest(url: string, init: object) {
  return { ...init, url };
}

/**
 * The contract's paths, typed; an HTTP error is a value, as openapi-fetch has it. As an option,
 * `createClient({ baseUrl, http: createHttp }).http`; or over what `connect` gives.
 */
export function createHttp(core: Connection): HttpClient {
  async function answer({ method, url, body, headers, signal }: LightRequest): Promise<Response> {
    const path = url.startsWith(core.baseUrl) ? url.slice(core.baseUrl.length).split("?")[0] : "";
    const call: Call = {
      operation: `${method} ${path}`,
      method,
      path: url,
      body,
      headers: Object.fromEntries(headers),
      options: signal ? { signal } : {},
      expects: "raw",
    };
    return perform(core, call, ({ answer: { status, headers, body } }) => {
      return new Response(body || null, { status, headers: headers as Headers });
    });
  }
  return createOpenapiFetch<OpenPaths, "application/json">({
    baseUrl: core.baseUrl,
    Request: lightRequest as never,
    fetch: answer as never,
    pathSerializer: serializePath,
    querySerializer: serializeQuery,
  });
}

import type { paths } from "@tmf654/contract";
import createOpenapiFetch, { type Client } from "openapi-fetch";
import type { Connection } from "../client/connect.ts";
import { UnknownOutcomeError } from "../errors/unknown-outcome-error.ts";
import type { ClientCall, WriteRules } from "../pipeline/client-call.ts";
import { runCall } from "../pipeline/run-call.ts";
import { serializePath, serializeQuery } from "../pipeline/serialize.ts";
import { isUnknown, isUnsent, withAdvice } from "../pipeline/write-rules.ts";
import { toJson } from "../resources/to-json.ts";

/** A type with open enumerations: servers send values that the contract does not list. */
type OpenEnums<T> = T extends string
  ? T | (string & {})
  : T extends object
    ? { [K in keyof T]: OpenEnums<T[K]> }
    : T;

/** The contract's paths with open enumerations in responses. */
type OpenEnumPaths = {
  [Path in keyof paths]: {
    [Method in keyof paths[Path]]: paths[Path][Method] extends { responses: infer Responses }
      ? Omit<paths[Path][Method], "responses"> & { responses: OpenEnums<Responses> }
      : paths[Path][Method];
  };
};

/** The openapi-fetch client of the whole contract, over the same pipeline. */
export type HttpClient = Client<OpenEnumPaths, "application/json">;

/** A plain object that openapi-fetch uses instead of a `Request`. */
interface PlainRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/**
 * Creates a {@link PlainRequest}. A `Request` costs several microseconds, and `fetch` would create
 * it again. openapi-fetch calls this function with `new`, which works because it returns an
 * object.
 */
function createPlainRequest(url: string, init: object) {
  return { ...init, url };
}

/** The rules of a write whose action is unknown. */
const writeRules: WriteRules = {
  isUnknown,
  isUnsent,
  fail: (init) => new UnknownOutcomeError(withAdvice(init)),
};

/**
 * Creates the openapi-fetch client; it returns HTTP errors as values. Pass this function as an
 * option, `createClient({ baseUrl, http: createHttp })`, or call it with a connection.
 */
export function createHttp(connection: Connection): HttpClient {
  async function send({ method, url, body, headers, signal }: PlainRequest): Promise<Response> {
    const path = url.startsWith(connection.baseUrl)
      ? url.slice(connection.baseUrl.length).split("?")[0]
      : "";
    const call: ClientCall = {
      operation: `${method} ${path}`,
      method,
      path: url,
      body,
      headers: Object.fromEntries(headers),
      options: signal ? { signal } : {},
      expects: "raw",
      write: method === "GET" ? undefined : writeRules,
    };
    return runCall(connection, call, ({ response: { status, headers, body } }) => {
      return new Response(body || null, { status, headers: headers as Headers });
    });
  }
  return createOpenapiFetch<OpenEnumPaths, "application/json">({
    baseUrl: connection.baseUrl,
    Request: createPlainRequest as never,
    fetch: send as never,
    pathSerializer: serializePath,
    querySerializer: serializeQuery,
    bodySerializer: (value) => toJson(value, "client.http"),
  });
}

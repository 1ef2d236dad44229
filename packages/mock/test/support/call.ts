import type { ErrorBody } from "../../src/http/errors.ts";
import type { Handler } from "../../src/ports/handler.ts";

/** A request as a table of cases writes it. The path is below the base path. */
export interface Call {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Strings and bytes are sent unchanged. Any other value is sent as JSON. */
  readonly body?: unknown;
  /** False for a response that is broken on purpose: see the exceptions in `send.ts`. */
  readonly checked?: boolean;
}

/** The response, in the same form over each transport. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The parsed body, under the three types it can have; undefined when it is not JSON. */
  readonly json: Item;
  readonly items: readonly Item[];
  readonly error: Required<Pick<ErrorBody, "code" | "reason" | "message" | "status" | "errors">>;
}

/** A resource whose members a test reads. */
export interface Item {
  readonly id: string;
  readonly [member: string]: unknown;
}

/** The base path of the contract. */
export const base = "/tmf-api/prepayBalanceManagement/v4";

/** A way to send the same calls to a mock: by function, over a socket, through MSW. */
export interface Transport {
  readonly name: string;
  readonly open: (mock: Handler) => Promise<OpenTransport>;
  /**
   * The number of requests that a test sends in parallel. Default 1000, for which some transports
   * need minutes.
   */
  readonly parallelRequests?: number;
}

/** An open transport to one mock. */
export interface OpenTransport {
  /** Rejects when the connection is dropped. */
  readonly send: (call: Call) => Promise<Reply>;
  readonly close: () => Promise<void> | void;
}

/**
 * Returns the transport that the variable `TMF654_TRANSPORT` names, or `undefined` without the
 * variable.
 */
export function chooseTransport(transports: readonly Transport[]): Transport | undefined {
  const name = process.env.TMF654_TRANSPORT;
  if (name === undefined) return undefined;
  const transport = transports.find((one) => one.name === name);
  if (transport) return transport;
  const names = transports.map((one) => one.name).join(", ");
  throw new Error(`TMF654_TRANSPORT is ${name}: use one of ${names}.`);
}

/** The response to a `fetch` of a call, for the transports that have one. */
export async function sendByFetch(
  fetch: (request: Request) => Promise<Response>,
  origin: string,
  call: Call,
): Promise<Reply> {
  const { method = "GET" } = call;
  const body = bytesOf(call.body);
  const response = await fetch(
    new Request(`${origin}${targetOf(call)}`, {
      method,
      headers: headersOf(call),
      ...(body && { body }),
    }),
  );
  return replyOf(response.status, Object.fromEntries(response.headers), await response.text());
}

export function targetOf({ path }: Call): string {
  return path.startsWith("/../") ? path.slice(3) : `${base}${path}`;
}

export function headersOf({ headers, body }: Call): Record<string, string> {
  const json = body !== undefined && typeof body !== "string" && !(body instanceof Uint8Array);
  return { ...(json ? { "content-type": "application/json" } : {}), ...headers };
}

export function bytesOf(body: unknown): Uint8Array<ArrayBuffer> | undefined {
  if (body === undefined) return undefined;
  if (body instanceof Uint8Array) return new Uint8Array(body);
  return new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body));
}

export function replyOf(status: number, headers: Record<string, string>, text: string): Reply {
  const json = parseJson(text);
  return { status, headers, text, json, items: json, error: json } as Reply;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

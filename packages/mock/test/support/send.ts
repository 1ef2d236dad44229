import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe } from "vitest";
import type { ErrorBody } from "../../src/http/errors.ts";
import { serve } from "../../src/node/index.ts";
import type { Handler } from "../../src/ports/handler.ts";
import { expectValidResponse } from "./check-response.ts";

/** A request as a table of cases writes it. The path is below the base path. */
export interface Call {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as it is, bytes too, anything else as JSON. */
  readonly body?: unknown;
  /** False for a response that is broken on purpose: see the exceptions in `send.ts`. */
  readonly checked?: boolean;
}

/** The response, in the same form from either adapter. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The parsed body, under the three types it can have; undefined when it is no JSON. */
  readonly json: Item;
  readonly items: readonly Item[];
  readonly error: Required<Pick<ErrorBody, "code" | "reason" | "message" | "status" | "errors">>;
}

/** A resource, as a test looks into it. */
export interface Item {
  readonly id: string;
  readonly [member: string]: unknown;
}

/** Sends a call and checks its response. Rejects with `FetchError` on a dropped connection. */
export type SendCall = (call: Call) => Promise<Reply>;

/** The base path of the contract. */
export const base = "/tmf-api/prepayBalanceManagement/v4";

/**
 * Runs the same tests on the fetch function and over a real socket. `make` is called once for each
 * face, `send` sends to the mock it made.
 */
export function describeMatrix<M extends Handler>(
  title: string,
  make: () => M,
  body: (face: { readonly send: SendCall; readonly mock: () => M }) => void,
): void {
  describe(`${title} [fetch]`, () => {
    const mock = make();
    body({ mock: () => mock, send: (call) => checkReply(call, sendByFetch(mock, call)) });
  });
  describe(`${title} [socket]`, () => {
    const mock = make();
    const running: { port: number; close?: () => Promise<void> } = { port: 0 };
    beforeAll(async () => {
      const server = await serve(mock);
      running.port = server.port;
      running.close = server.close;
    });
    afterAll(() => running.close?.());
    body({ mock: () => mock, send: (call) => checkReply(call, sendBySocket(running.port, call)) });
  });
}

/** The fetch adapter alone, for tests that need no socket. */
export function sendTo(mock: Handler): SendCall {
  return (call) => checkReply(call, sendByFetch(mock, call));
}

/**
 * These responses are not checked: those to HEAD and OPTIONS, those outside the base path (`/../…`,
 * `/__mock`), and undeclared ones. `checked: false` leaves out one that is broken on purpose.
 * Requests are not checked, since many are wrong on purpose.
 */
async function checkReply(call: Call, sent: Promise<Reply>): Promise<Reply> {
  const reply = await sent;
  const { method = "GET", path, checked: isChecked = true } = call;
  if (!isChecked || method === "HEAD" || method === "OPTIONS" || path.startsWith("/.."))
    return reply;
  await expectValidResponse({
    method,
    url: `${base}${readable(path)}`,
    status: reply.status,
    headers: reply.headers,
    ...(reply.text === "" ? {} : { body: reply.text }),
  });
  return reply;
}

/** Prism cannot read a badly encoded path; the response to it is checked all the same. */
function readable(path: string): string {
  try {
    decodeURIComponent(path.split("?", 1)[0] ?? "");
    return path;
  } catch {
    return path.replace(/%(?![\da-f]{2})|%[\da-f]{2}/gi, "_");
  }
}

async function sendByFetch(mock: Handler, call: Call): Promise<Reply> {
  const { method = "GET", body } = call;
  const bytes = bytesOf(body);
  const response = await mock.fetch(
    new Request(`http://mock.test${targetOf(call)}`, {
      method,
      headers: headersOf(call),
      ...(bytes === undefined ? {} : { body: new Uint8Array(bytes) }),
    }),
  );
  return replyOf(response.status, Object.fromEntries(response.headers), await response.text());
}

/** Not `fetch`: that would mend paths and refuse methods which a socket lets through. */
function sendBySocket(port: number, call: Call): Promise<Reply> {
  const { method = "GET", body } = call;
  const bytes = bytesOf(body);
  return new Promise((resolve, reject) => {
    const options = { port, host: "127.0.0.1", method, path: targetOf(call), agent: false };
    const headers = { ...headersOf(call), ...lengthOf(bytes) };
    const outgoing = httpRequest({ ...options, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () => {
        const known = Object.entries(incoming.headers).map(([name, value]) => [
          name,
          String(value),
        ]);
        const text = Buffer.concat(chunks).toString();
        resolve(replyOf(incoming.statusCode ?? 0, Object.fromEntries(known), text));
      });
    });
    outgoing.on("error", reject);
    outgoing.end(bytes);
  });
}

function targetOf({ path }: Call): string {
  return path.startsWith("/../") ? path.slice(3) : `${base}${path}`;
}

function headersOf({ headers, body }: Call): Record<string, string> {
  const json = body !== undefined && typeof body !== "string" && !(body instanceof Uint8Array);
  return { ...(json ? { "content-type": "application/json" } : {}), ...headers };
}

function lengthOf(bytes: Buffer | undefined): Record<string, string> {
  return bytes === undefined ? {} : { "content-length": String(bytes.byteLength) };
}

function bytesOf(body: unknown): Buffer | undefined {
  if (body === undefined) return undefined;
  if (body instanceof Uint8Array) return Buffer.from(body);
  return Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
}

function replyOf(status: number, headers: Record<string, string>, text: string): Reply {
  const json = parsed(text);
  return { status, headers, text, json, items: json, error: json } as Reply;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { requireGlobals } from "../http/globals.ts";
import { isTargetOf, type MountedMock } from "../http/mounted.ts";
import type { MockRequest, MockResponse, PageFiles, RequestHead } from "../ports/http-message.ts";
import { readBytes } from "./read-bytes.ts";
import { bytesOf } from "./shown-bytes.ts";
import { createUploads, type Uploads } from "./uploads.ts";
import { wireHeaders } from "./wire-headers.ts";

export type { MountedMock } from "../http/mounted.ts";

/** The options of `toNodeHandler`. */
export interface NodeHandlerOptions {
  /**
   * The maximum size in bytes of all bodies that arrive at the same time. Further bodies get a 503.
   * Default 256 MiB.
   */
  readonly uploadBytes?: number;
}

/**
 * The part of Node's request that a handler needs, over HTTP/1 or HTTP/2. The type is not Node's,
 * so that an app compiles without the types of Node.
 */
export interface NodeHandlerRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly readableEnded: boolean;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** The part of Node's response that a handler needs, over HTTP/1 or HTTP/2. */
export interface NodeHandlerResponse {
  readonly writableEnded: boolean;
  destroy(): unknown;
}

/**
 * A function for `createServer` of `node:http`, which is also a middleware for Express and
 * Connect.
 */
export type NodeHandler = (
  request: NodeHandlerRequest,
  response: NodeHandlerResponse,
  next?: (error?: unknown) => void,
) => void;

/** The members that frameworks add to a request. */
interface FrameworkRequest {
  /** The target, including the path at which a router is mounted. */
  readonly originalUrl?: string;
  /** The body, if an earlier middleware has read it. */
  readonly body?: unknown;
}

const loopbackAddresses = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/**
 * Converts a mock to a function for Node.js: `createServer(toNodeHandler(mock))`. As a middleware,
 * `app.use(toNodeHandler(mock))`, it calls `next` for requests that do not belong to the mock.
 * @throws ReferenceError if the runtime lacks a global of Node.js 20.
 */
export function toNodeHandler(mock: MountedMock, options: NodeHandlerOptions = {}): NodeHandler {
  requireGlobals("the mock's server");
  const uploads = createUploads(options.uploadBytes ?? 256 * 1_048_576);
  const handle = (
    request: IncomingMessage,
    response: ServerResponse,
    next?: (error?: unknown) => void,
  ): void => {
    if (next && !isTargetOf(mock, targetOf(request))) next();
    else serveRequest(mock, request, response, uploads).catch(() => response.destroy());
  };
  return handle as NodeHandler;
}

async function serveRequest(
  mock: MountedMock,
  request: IncomingMessage,
  response: ServerResponse,
  uploads: Uploads,
): Promise<void> {
  const { method = "GET" } = request;
  const hasNoBody = method === "GET" || method === "HEAD" || method === "OPTIONS";
  const head = toRequestHead(request);
  const upload = hasNoBody ? undefined : uploads.begin();
  try {
    const state = upload && mock.currentState?.(head);
    const body = upload && (await readBody(request, await mock.maximumBodyBytes(head), upload));
    // Over HTTP/2 only the request shows this, and over HTTP/1 a request that was read does not.
    const isAborted = () => response.destroyed || request.aborted;
    const pendingResponse = mock.handle(toMockRequest(request, head, { body, state, isAborted }));
    send(pendingResponse instanceof Promise ? await pendingResponse : pendingResponse, response);
  } finally {
    upload?.end();
  }
}

/** The body, also one that a parser such as `express.json()` or `express.urlencoded()` has read. */
function readBody(
  request: IncomingMessage & FrameworkRequest,
  ...[maximum, upload]: [number, ReturnType<Uploads["begin"]>]
): Promise<MockRequest["body"]> | MockRequest["body"] {
  if (!request.readableEnded) return readBytes(request, maximum, upload);
  const { body } = request;
  if (body === undefined || body instanceof Uint8Array) return body;
  const bytes = Buffer.from(typeof body === "string" ? body : encodeParsed(body, request));
  return bytes.byteLength > maximum ? "tooLarge" : bytes;
}

/** Encodes a parsed body again: a form as a form, and any other as JSON. */
function encodeParsed(body: unknown, { headers }: IncomingMessage): string {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers["content-type"] ?? "");
  if (!isForm || typeof body !== "object" || body === null) return JSON.stringify(body);
  // A list becomes a repeated parameter.
  const parameters = Object.entries(body).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, String(each)]),
  );
  return new URLSearchParams(parameters).toString();
}

function targetOf({ originalUrl, url = "/" }: IncomingMessage & FrameworkRequest): string {
  return originalUrl ?? url;
}

function toRequestHead(request: IncomingMessage): RequestHead {
  const { headers, socket } = request;
  return {
    local: loopbackAddresses.has(socket.remoteAddress ?? ""),
    target: targetOf(request),
    header: (name) => {
      // HTTP/2 has the pseudo header `:authority` instead.
      const value = headers[name] ?? (name === "host" ? headers[":authority"] : undefined);
      return typeof value === "string" ? value : value?.join(", ");
    },
  };
}

/**
 * Reads a file of the page. The code for it loads with the first such request, because most servers
 * never get one.
 */
const pageFiles: PageFiles = async (name) => (await import("./page-files.ts")).readPageFile(name);

function toMockRequest(
  request: IncomingMessage,
  head: RequestHead,
  bodyAndState: Pick<MockRequest, "body" | "state" | "isAborted">,
): MockRequest {
  const { headers, method = "GET" } = request;
  return {
    ...head,
    method,
    secure: "encrypted" in request.socket,
    headers: () => plainHeaders(headers),
    pageFiles,
    ...bodyAndState,
  };
}

/** The headers of a request. Only the pseudo headers of HTTP/2 and `Set-Cookie` are unusual. */
function plainHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  if (!(":path" in headers) && !("set-cookie" in headers)) return headers as Record<string, string>;
  const plain = Object.entries(headers).filter(([name]) => !name.startsWith(":"));
  return Object.fromEntries(plain.map(([name, value]) => [name, String(value)]));
}

function send(mockResponse: MockResponse, response: ServerResponse): void {
  const { status, headers, body, stream, drop } = mockResponse;
  if (drop) {
    response.destroy();
    return;
  }
  const lines = wireHeaders(headers);
  const bytes = body === undefined ? undefined : bytesOf(mockResponse, body);
  // Without a length Node would send the bytes in chunks.
  if (bytes) lines.push("Content-Length", String(bytes.byteLength));
  response.writeHead(status, lines);
  if (stream) sendStream(stream, response);
  else response.end(bytes);
}

/** Sends a stream until one side ends. A reader that disconnects is not an error. */
function sendStream(stream: ReadableStream<Uint8Array>, response: ServerResponse): void {
  response.flushHeaders();
  pipeline(Readable.fromWeb(stream as NodeStream<Uint8Array>), response).catch(() => {});
}

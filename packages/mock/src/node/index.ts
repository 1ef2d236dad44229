import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { systemTimers } from "../clock/timers.ts";
import type { Handler } from "../ports/handler.ts";
import type { MockRequest, MockResponse, RequestHead } from "../ports/http-message.ts";
import { refuseGarbage } from "./garbage.ts";
import { readBytes } from "./read-bytes.ts";

/** Where to listen. */
export interface ServeOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** The address to listen on; `127.0.0.1` by default, which other machines cannot reach. */
  readonly host?: string;
}

/** A listening server. */
export interface MockServer {
  /** `http://127.0.0.1:4010`, without the base path. */
  readonly url: string;
  readonly port: number;
  /**
   * Stops listening, waits at most three seconds for requests in progress, then ends the
   * connections. Resolves when the last one is closed.
   */
  readonly close: () => Promise<void>;
}

/** How long a request in progress may take after `close`. */
const graceMs = 3000;

/** Longer than clients keep a quiet connection, so that none sends into one being closed. */
const keepAliveMs = 65_000;

/** Clients cannot connect to a wildcard address, so the URL has the loopback address. */
const everywhere = new Map([
  ["0.0.0.0", "127.0.0.1"],
  ["::", "::1"],
]);
const local = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/** Serves a mock over HTTP. Rejects with `EADDRINUSE` and the like when it cannot listen. */
export function serve(mock: Handler, options: ServeOptions = {}): Promise<MockServer> {
  const { port = 0, host = "127.0.0.1" } = options;
  const inProgress = new Set<ServerResponse>();
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    inProgress.add(response);
    response.once("close", () => {
      inProgress.delete(response);
      if (!server.listening) closeWhenIdle(server, inProgress);
    });
    serveRequest(mock, request, response).catch(() => request.socket.destroy());
  };
  const server = createServer({ requireHostHeader: false }, listener);
  // Left to Node, an expectation it does not know is a 417 without a body.
  server.on("checkExpectation", listener);
  server.keepAliveTimeout = keepAliveMs;
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    refuseGarbage(socket, error.code);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo;
      const reached = everywhere.get(address.address) ?? address.address;
      const shown = address.family === "IPv6" ? `[${reached}]` : reached;
      resolve({
        url: `http://${shown}:${address.port}`,
        port: address.port,
        close: () => closeServer(server, inProgress),
      });
    });
  });
}

async function closeServer(server: Server, inProgress: ReadonlySet<ServerResponse>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  closeWhenIdle(server, inProgress);
  const cancel = systemTimers.after(graceMs, () => server.closeAllConnections());
  await closed;
  cancel();
}

/** Closes all connections when no request is in progress. */
function closeWhenIdle(server: Server, inProgress: ReadonlySet<ServerResponse>): void {
  if (inProgress.size === 0) server.closeAllConnections();
}

async function serveRequest(
  mock: Handler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = "GET" } = request;
  const plain = method === "GET" || method === "HEAD" || method === "OPTIONS";
  const head = toRequestHead(request);
  const body = plain ? undefined : await readBytes(request, mock.maximumBodyBytes(head));
  const handled = mock.handle(toMockRequest(request, head, body));
  send(handled instanceof Promise ? await handled : handled, response);
}

function toRequestHead({ headers, url = "/" }: IncomingMessage): RequestHead {
  return {
    target: url,
    header: (name) => {
      const value = headers[name];
      return typeof value === "string" ? value : value?.join(", ");
    },
  };
}

function toMockRequest(
  request: IncomingMessage,
  head: RequestHead,
  body: MockRequest["body"],
): MockRequest {
  const { headers, method = "GET" } = request;
  return {
    ...head,
    method,
    headers: () => Object.entries(headers).map(([name, value]) => [name, String(value)] as const),
    body,
    local: local.has(request.socket.remoteAddress ?? ""),
  };
}

function send({ status, headers, body, drop }: MockResponse, response: ServerResponse): void {
  if (drop) {
    response.socket?.destroy();
    return;
  }
  // Without a length Node would send the text in chunks.
  if (body !== undefined) response.setHeader("content-length", Buffer.byteLength(body));
  response.writeHead(status, headers);
  response.end(body);
}

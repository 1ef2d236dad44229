import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { systemTimers } from "../clock/timers.ts";
import type { Handler } from "../ports/handler.ts";
import type { MockRequest, MockResponse, RequestHead } from "../ports/http-message.ts";
import { refuseGarbage } from "./garbage.ts";
import { readBytes } from "./read-bytes.ts";

/** Where to listen. */
export type ServeOptions = {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** `127.0.0.1` by default: nobody else on the network is served. */
  readonly host?: string;
};

/** A listening server. */
export type MockServer = {
  /** `http://127.0.0.1:4010`, without the base path; of all addresses, the loopback one. */
  readonly url: string;
  readonly port: number;
  /**
   * Stops listening, lets the requests under way end, for three seconds at most, then ends the
   * connections; resolves when the last one is closed.
   */
  readonly close: () => Promise<void>;
};

/** What a request under way has left when the server closes. */
const graceMs = 3000;

/** Longer than clients keep a quiet connection, so that none sends into one being closed. */
const keepAliveMs = 65_000;

/** Every address of the machine: nobody can go there, so the one that surely works is shown. */
const everywhere = new Map([
  ["0.0.0.0", "127.0.0.1"],
  ["::", "::1"],
]);
const local = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/** Serves a mock over HTTP. Rejects with `EADDRINUSE` and the like when it cannot listen. */
export function serve(mock: Handler, options: ServeOptions = {}): Promise<MockServer> {
  const { port = 0, host = "127.0.0.1" } = options;
  const underWay = new Set<ServerResponse>();
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    underWay.add(response);
    response.once("close", () => {
      underWay.delete(response);
      if (!server.listening) cutWhenQuiet(server, underWay);
    });
    serveRequest(mock, request, response).catch(() => request.socket.destroy());
  };
  const server = createServer({ requireHostHeader: false }, answer);
  // Left to Node, an expectation it does not know is a 417 without a body.
  server.on("checkExpectation", answer);
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
        close: () => closeServer(server, underWay),
      });
    });
  });
}

async function closeServer(server: Server, underWay: ReadonlySet<ServerResponse>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  cutWhenQuiet(server, underWay);
  const cancel = systemTimers.after(graceMs, () => server.closeAllConnections());
  await closed;
  cancel();
}

/** Connections that are quiet, or have not brought a request yet, have nothing to wait for. */
function cutWhenQuiet(server: Server, underWay: ReadonlySet<ServerResponse>): void {
  if (underWay.size === 0) server.closeAllConnections();
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
  const answer = mock.handle(toMockRequest(request, head, body));
  send(answer instanceof Promise ? await answer : answer, response);
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

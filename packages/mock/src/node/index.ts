import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { hostname, networkInterfaces } from "node:os";
import { systemTimers } from "../clock/timers.ts";
import type { Handler } from "../ports/handler.ts";
import type { MockRequest, MockResponse, RequestHead } from "../ports/http-message.ts";
import { refuseInvalidHttp } from "./invalid-http.ts";
import { readBytes } from "./read-bytes.ts";
import { createUploads, type Uploads } from "./uploads.ts";
import { wireHeaders } from "./wire-headers.ts";

/** Where to listen. */
export interface ServeOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** The address to listen on; `127.0.0.1` by default, which other machines cannot reach. */
  readonly host?: string;
  /** The most bytes of all bodies that arrive at once; more are a 503. 256 MiB by default. */
  readonly uploadBytes?: number;
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

/** Longer than clients keep an idle connection, so that no request arrives at a closing one. */
const keepAliveMs = 65_000;

/** Clients cannot connect to a wildcard address, so the URL has the loopback address. */
const everywhere = new Map([
  ["0.0.0.0", "127.0.0.1"],
  ["::", "::1"],
]);
const local = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/** Serves a mock over HTTP. Rejects with `EADDRINUSE` and the like when it cannot listen. */
export function serve(mock: Handler, options: ServeOptions = {}): Promise<MockServer> {
  const { port = 0, host = "127.0.0.1", uploadBytes = 256 * 1_048_576 } = options;
  // Node would read an empty host as every address of the machine.
  if (host.trim() === "") {
    const message = "The host is empty: name an address, such as 127.0.0.1 or 0.0.0.0.";
    return Promise.reject(new RangeError(message));
  }
  const uploads = createUploads(uploadBytes);
  const inProgress = new Set<ServerResponse>();
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    inProgress.add(response);
    response.once("close", () => {
      inProgress.delete(response);
      if (!server.listening) closeWhenIdle(server, inProgress);
    });
    serveRequest(mock, request, response, uploads).catch(() => request.socket.destroy());
  };
  const server = createServer({ requireHostHeader: false }, listener);
  // Left to Node, an expectation it does not know is a 417 without a body.
  server.on("checkExpectation", listener);
  server.keepAliveTimeout = keepAliveMs;
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    refuseInvalidHttp(socket, error.code);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo;
      const forget = mock.servedAt?.({ port: address.port, hosts: ownHosts() });
      const reached = everywhere.get(address.address) ?? address.address;
      const shown = address.family === "IPv6" ? `[${reached}]` : reached;
      resolve({
        url: `http://${shown}:${address.port}`,
        port: address.port,
        close: () => {
          forget?.();
          return closeServer(server, inProgress);
        },
      });
    });
  });
}

/** The names and addresses of this machine, as a URL writes them. */
function ownHosts(): readonly string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((each = []) =>
    each.map(({ address, family }) =>
      family === "IPv6" ? `[${address.split("%", 1)[0]}]` : address,
    ),
  );
  return [hostname().toLowerCase(), ...addresses];
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
  uploads: Uploads,
): Promise<void> {
  const { method = "GET" } = request;
  const plain = method === "GET" || method === "HEAD" || method === "OPTIONS";
  const head = toRequestHead(request);
  const upload = plain ? undefined : uploads.begin();
  try {
    const body = upload && (await readBytes(request, mock.maximumBodyBytes(head), upload));
    const handled = mock.handle(toMockRequest(request, head, body));
    send(handled instanceof Promise ? await handled : handled, response);
  } finally {
    upload?.end();
  }
}

function toRequestHead({ headers, url = "/", socket }: IncomingMessage): RequestHead {
  return {
    local: local.has(socket.remoteAddress ?? ""),
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
  };
}

function send({ status, headers, body, drop }: MockResponse, response: ServerResponse): void {
  if (drop) {
    response.socket?.destroy();
    return;
  }
  const lines = wireHeaders(headers);
  // Without a length Node would send the text in chunks.
  if (body !== undefined) lines.push("Content-Length", String(Buffer.byteLength(body)));
  response.writeHead(status, lines);
  response.end(body);
}

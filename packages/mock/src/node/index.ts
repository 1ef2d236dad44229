import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import process from "node:process";
import { systemTimers } from "../clock/timers.ts";
import type { Handler } from "../ports/handler.ts";
import { refuseInvalidHttp } from "./invalid-http.ts";
import { type NodeHandlerOptions, toNodeHandler } from "./node-handler.ts";
import { ownHosts } from "./own-hosts.ts";

export {
  type MountedMock,
  type NodeHandler,
  type NodeHandlerOptions,
  type NodeHandlerRequest,
  type NodeHandlerResponse,
  toNodeHandler,
} from "./node-handler.ts";

/** The options of `serve`. */
export interface ServeOptions extends NodeHandlerOptions {
  /** The port to listen on. 0 means any free port. Default 0. */
  readonly port?: number;
  /** The address to listen on. Default `127.0.0.1`, which other machines cannot reach. */
  readonly host?: string;
}

/** A listening server. */
export interface MockServer {
  /** The URL without the base path, such as `http://127.0.0.1:4010`. */
  readonly url: string;
  readonly port: number;
  /**
   * Stops listening, waits at most three seconds for requests in progress, then ends the
   * connections. Resolves when the last one is closed.
   */
  readonly close: () => Promise<void>;
}

/** The milliseconds that a request in progress may take after `close`. */
const graceMs = 3000;

/**
 * The milliseconds before the server closes an idle connection. Clients close it earlier, so no
 * request arrives at a closing connection.
 */
const keepAliveMs = 65_000;

/** Clients cannot connect to a wildcard address, so the URL has the loopback address. */
const loopbackHosts = new Map([
  ["0.0.0.0", "127.0.0.1"],
  ["::", "::1"],
]);

/**
 * Loads Node's HTTP server. An import would also load Node's `fetch`, which takes 13 MB and a third
 * of the start time.
 */
async function loadHttp(): Promise<typeof import("node:http")> {
  return process.getBuiltinModule?.("node:http") ?? (await import("node:http"));
}

/**
 * Serves a mock over HTTP. Rejects with an error such as `EADDRINUSE` when it cannot listen.
 * @throws RangeError for an empty host.
 */
export async function serve(mock: Handler, options: ServeOptions = {}): Promise<MockServer> {
  const { port = 0, host = "127.0.0.1" } = options;
  // Node would read an empty host as every address of the machine.
  if (host.trim() === "") {
    const message = "The host is empty: use an address, such as 127.0.0.1 or 0.0.0.0.";
    throw new RangeError(message);
  }
  const handle = toNodeHandler(mock, options);
  const openResponses = new Set<ServerResponse>();
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    openResponses.add(response);
    response.once("close", () => {
      openResponses.delete(response);
      if (!server.listening) closeWhenIdle(server, openResponses);
    });
    handle(request, response);
  };
  const { createServer } = await loadHttp();
  const server = createServer({ requireHostHeader: false }, listener);
  // Without this handler, Node responds to an unknown header `Expect` with a 417 that has no body.
  server.on("checkExpectation", listener);
  server.keepAliveTimeout = keepAliveMs;
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    refuseInvalidHttp(socket, error.code);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo;
      const unregister = mock.servedAt?.({ port: address.port, hosts: ownHosts() });
      const reachableHost = loopbackHosts.get(address.address) ?? address.address;
      const urlHost = address.family === "IPv6" ? `[${reachableHost}]` : reachableHost;
      resolve({
        url: `http://${urlHost}:${address.port}`,
        port: address.port,
        close: () => {
          unregister?.();
          return closeServer(server, openResponses);
        },
      });
    });
  });
}

async function closeServer(
  server: Server,
  openResponses: ReadonlySet<ServerResponse>,
): Promise<void> {
  const closePromise = new Promise<void>((resolve) => server.close(() => resolve()));
  // Only a stream sends its headers before the response ends.
  for (const response of openResponses) if (response.headersSent) response.end();
  closeWhenIdle(server, openResponses);
  const cancel = systemTimers.after(graceMs, () => server.closeAllConnections());
  await closePromise;
  cancel();
}

/** Closes all connections when no request is in progress. */
function closeWhenIdle(server: Server, openResponses: ReadonlySet<ServerResponse>): void {
  if (openResponses.size === 0) server.closeAllConnections();
}

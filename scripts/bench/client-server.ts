/** A server for many calls at once: it responds promptly, or holds its responses. */
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { bucketText, responseHeaders, topupText } from "./client-calls.ts";

/**
 * Starts the server. It holds the response of a path that begins with `/held` until `/release`.
 * `/arrived?count=n` responds when n responses are held.
 */
export async function startClientServer(): Promise<{ url: string; stop(): void }> {
  const heldResponses: ServerResponse[] = [];
  let onArrival = (): void => {};
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://server.example");
    const respond = (): void => void send(response, request.method);
    request.resume().once("end", () => {
      if (pathname.startsWith("/held")) {
        heldResponses.push(response);
        onArrival();
      } else if (pathname === "/arrived") {
        const count = Number(searchParams.get("count"));
        onArrival = () => heldResponses.length >= count && respond();
        onArrival();
      } else {
        if (pathname === "/release") for (const one of heldResponses.splice(0)) send(one, "GET");
        respond();
      }
    });
  });
  // A connection stays open while other calls are measured.
  server.keepAliveTimeout = 60_000;
  await listen(server);
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close().closeAllConnections() };
}

function send(response: ServerResponse, method = "GET"): void {
  if (response.headersSent) return;
  const isPost = method === "POST";
  response.writeHead(isPost ? 201 : 200, responseHeaders).end(isPost ? topupText : bucketText);
}

/** Listens with a queue for 1,000 connections that come together. */
function listen(server: Server): Promise<void> {
  const options = { port: 0, host: "127.0.0.1", backlog: 4096 };
  return new Promise((resolve) => server.listen(options, resolve));
}

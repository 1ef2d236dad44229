/** The transports of the tests in Node.js, and the check of their responses. */
import { type Agent, request as httpRequest } from "node:http";
import { createHandlers } from "../../src/msw/handlers.ts";
import { serve } from "../../src/node/index.ts";
import {
  bytesOf,
  type Call,
  headersOf,
  type Reply,
  replyOf,
  sendByFetch,
  type Transport,
  targetOf,
} from "./call.ts";
import { mswVersions } from "./msw-versions.ts";

export { checkReply } from "./check-reply.ts";

const socket: Transport = {
  name: "socket",
  open: async (mock) => {
    const server = await serve(mock);
    return { send: (call) => sendBySocket(server.port, call), close: server.close };
  },
};

/** The transports besides the fetch function. */
export const transports: readonly Transport[] = [socket];

/** The transports through MSW, which cannot send what `fetch` refuses to send. */
export const mswTransports: readonly Transport[] = mswVersions.map(({ name, msw, listen }) => ({
  name,
  open: async (mock) => {
    const server = listen(createHandlers(msw)(mock), "bypass");
    const send = (call: Call) => sendByFetch(fetch, "http://mock.test", call);
    return { send, close: () => server.close() };
  },
}));

/**
 * Sends through a socket, because `fetch` normalizes paths and rejects some methods. An agent keeps
 * its sockets for later requests.
 */
export function sendBySocket(
  port: number,
  call: Call,
  agent: Agent | false = false,
): Promise<Reply> {
  const { method = "GET", body } = call;
  const bytes = bytesOf(body);
  return new Promise((resolve, reject) => {
    const options = { port, host: "127.0.0.1", method, path: targetOf(call), agent };
    const headers = { ...headersOf(call), ...lengthOf(bytes) };
    const outgoing = httpRequest({ ...options, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () => {
        const headerEntries = Object.entries(incoming.headers).map(([name, value]) => [
          name,
          String(value),
        ]);
        const text = Buffer.concat(chunks).toString();
        resolve(replyOf(incoming.statusCode ?? 0, Object.fromEntries(headerEntries), text));
      });
    });
    outgoing.on("error", reject);
    outgoing.end(bytes);
  });
}

function lengthOf(bytes: Uint8Array | undefined): Record<string, string> {
  return bytes === undefined ? {} : { "content-length": String(bytes.byteLength) };
}

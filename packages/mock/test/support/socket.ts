import { type Agent, request as httpRequest } from "node:http";
import { bytesOf, type Call, headersOf, type Reply, replyOf, targetOf } from "./call.ts";

/**
 * Sends through a socket of its own, because `fetch` normalizes paths, rejects some methods, and
 * can use a socket again that the server closes. An agent keeps its sockets for later requests.
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

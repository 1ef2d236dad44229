import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A server that gets the events, and the ids of the top-ups in order of their first arrival. */
export async function startReceiver(): Promise<{
  readonly url: string;
  readonly ids: Set<string>;
}> {
  const ids = new Set<string>();
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { event } = JSON.parse(Buffer.concat(chunks).toString());
    if (event.topupBalance) ids.add(event.topupBalance.id);
    response.writeHead(201).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`, ids };
}

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that receives the events of a mock. */
export interface EventReceiver {
  readonly url: string;
  readonly close: () => void;
}

/** Starts a receiver whose first response is an error, so that one delivery has two attempts. */
export async function startReceiver(): Promise<EventReceiver> {
  let receivedCount = 0;
  const server = createServer((_, response) => {
    receivedCount += 1;
    response.statusCode = receivedCount === 1 ? 500 : 204;
    response.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/events`, close: () => server.close() };
}

import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** The event of a top-up that a receiver has accepted. */
export interface Arrival {
  /** The id of the top-up. */
  readonly id: string;
  readonly bucket: string;
}

/** A server that gets the events. */
export interface EventReceiver {
  readonly url: string;
  /** The events of top-ups in order of their arrival. An event may arrive twice. */
  readonly arrivals: readonly Arrival[];
}

/** Starts a receiver. It refuses a random share of the events, which are then sent again. */
async function startReceiver(refusedShare: number): Promise<EventReceiver> {
  const arrivals: Arrival[] = [];
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (Math.random() < refusedShare) {
      response.writeHead(503).end();
      return;
    }
    const { topupBalance } = JSON.parse(Buffer.concat(chunks).toString()).event;
    if (topupBalance) arrivals.push({ id: topupBalance.id, bucket: topupBalance.bucket.id });
    response.writeHead(201).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`, arrivals };
}

/**
 * Starts two receivers. The second one refuses some events, so that other events of their buckets
 * must wait.
 */
export const startReceivers = (): Promise<readonly EventReceiver[]> =>
  Promise.all([startReceiver(0), startReceiver(0.05)]);

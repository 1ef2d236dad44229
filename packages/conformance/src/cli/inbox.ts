/** A callback on this machine that stores every received event. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { CallbackInbox } from "../run/options.ts";

/** An inbox that accepts events. */
export interface ListeningInbox extends CallbackInbox {
  readonly close: () => Promise<void>;
}

/** The maximum size of a stored event, in bytes. */
const maxEventBytes = 1024 * 1024;

/** Listens on loopback. `url` is the address that the server calls, such as that of a tunnel. */
export async function openInbox(port = 0, url?: string): Promise<ListeningInbox> {
  const events: unknown[] = [];
  const server = createServer((request, response) => {
    readBody(request).then(
      (text) => {
        storeEvent(text, events);
        response.writeHead(204).end();
      },
      () => response.writeHead(413).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const callbackUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
  return {
    url: url ?? callbackUrl,
    received: () => events,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > maxEventBytes)
      throw new Error(`The event is longer than ${maxEventBytes} bytes: send smaller events.`);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function storeEvent(text: string, events: unknown[]): void {
  try {
    events.push(JSON.parse(text));
  } catch {
    // A body that is not JSON is not an event. The case that waits for the event reports the
    // failure.
  }
}

/** The transport in a page: Vitest's browser projects load this file for `node-transports.ts`. */
import * as msw from "msw";
import { setupWorker } from "msw/browser";
import type { Call, Reply, Transport } from "./call.ts";
import { createMswTransport } from "./msw-transport.ts";

const worker = setupWorker();
const startPromise = worker.start({ quiet: true, onUnhandledFrame: "bypass" });

/** One worker for all tests, which runs until the page closes. */
export const onlyTransport: Transport = {
  ...createMswTransport("service worker", msw, {
    start: () => startPromise,
    setHandlers: (handlers) => worker.resetHandlers(...handlers),
    stop: () => {},
  }),
  parallelRequests: 100,
};

/** No socket can listen in a page. */
export const transports: readonly Transport[] = [];
export const mswTransports: readonly Transport[] = [onlyTransport];

/** Checks nothing: Prism's validators need Node.js, and a run in Node.js checks these responses. */
export async function checkReply(_call: Call, sent: Promise<Reply>): Promise<Reply> {
  return sent;
}

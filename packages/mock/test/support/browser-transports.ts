/** The transports in a page: Vitest's browser projects load this file for `node-transports.ts`. */
import * as msw from "msw";
import { setupWorker } from "msw/browser";
import { createHandlers } from "../../src/msw/handlers.ts";
import { type Call, type Reply, sendByFetch, type Transport } from "./call.ts";

const worker = setupWorker();
const startPromise = worker.start({ quiet: true, onUnhandledFrame: "bypass" });

/** No socket can listen in a page. */
export const transports: readonly Transport[] = [];

/** One worker for all tests, with the handlers of the current mock. */
export const mswTransports: readonly Transport[] = [
  {
    name: "service worker",
    open: async (mock) => {
      await startPromise;
      worker.resetHandlers(...createHandlers(msw)(mock));
      const send = (call: Call) => sendByFetch(fetch, location.origin, call);
      return { send, close: () => worker.resetHandlers() };
    },
  },
];

/** Checks nothing: Prism's validators need Node.js, and a run in Node.js checks these responses. */
export async function checkReply(_call: Call, sent: Promise<Reply>): Promise<Reply> {
  return sent;
}

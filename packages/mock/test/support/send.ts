import { afterAll, beforeAll, describe } from "vitest";
import type { Handler } from "../../src/ports/handler.ts";
import { type Call, type OpenTransport, type Reply, sendByFetch, type Transport } from "./call.ts";
import { checkReply, mswTransports, transports } from "./node-transports.ts";

export { base, type Call, type Item, type Reply } from "./call.ts";

/** Sends a call and checks its response. Rejects with `FetchError` on a dropped connection. */
export type SendCall = (call: Call) => Promise<Reply>;

const fetchTransport: Transport = {
  name: "fetch",
  open: async (mock) => ({
    send: (call) => sendByFetch(mock.fetch, "http://mock.test", call),
    close: () => {},
  }),
};

type Suite<M> = (transport: { readonly send: SendCall; readonly mock: () => M }) => void;

/**
 * Runs the same tests on the fetch function and over a real socket. `make` is called once for each
 * transport, and `send` sends to the mock that it created.
 */
export function describeMatrix<M extends Handler>(
  title: string,
  make: () => M,
  body: Suite<M>,
): void {
  for (const transport of [fetchTransport, ...transports])
    describeTransport(title, transport, make, body);
}

/** Runs the same tests on every transport, through MSW too. */
export function describeTransports<M extends Handler>(
  title: string,
  make: () => M,
  body: Suite<M>,
): void {
  describeMatrix(title, make, body);
  for (const transport of mswTransports) describeTransport(title, transport, make, body);
}

function describeTransport<M extends Handler>(
  title: string,
  { name, open }: Transport,
  make: () => M,
  body: Suite<M>,
): void {
  describe(`${title} [${name}]`, () => {
    const mock = make();
    let openedTransport: OpenTransport | undefined;
    beforeAll(async () => {
      openedTransport = await open(mock);
    });
    afterAll(() => openedTransport?.close());
    const send: SendCall = (call) => {
      if (!openedTransport) throw new Error("the transport is not open");
      return checkReply(call, openedTransport.send(call));
    };
    body({ mock: () => mock, send });
  });
}

/** The fetch adapter alone, for tests that need one transport only. */
export function sendTo(mock: Handler): SendCall {
  return (call) => checkReply(call, sendByFetch(mock.fetch, "http://mock.test", call));
}

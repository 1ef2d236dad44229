import { afterAll, afterEach, beforeAll, describe } from "vitest";
import type { Handler } from "../../src/ports/handler.ts";
import { type Call, type OpenTransport, type Reply, sendByFetch, type Transport } from "./call.ts";
import { checkReply, mswTransports, onlyTransport, transports } from "./node-transports.ts";

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
  const usedTransports = onlyTransport ? [onlyTransport] : [fetchTransport, ...transports];
  for (const transport of usedTransports) describeTransport(title, transport, make, body);
}

/** Runs the same tests on every transport, through MSW too. */
export function describeTransports<M extends Handler>(
  title: string,
  make: () => M,
  body: Suite<M>,
): void {
  describeMatrix(title, make, body);
  if (onlyTransport) return;
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

/** The number of requests that a test of many requests sends in parallel. */
export const parallelRequests = onlyTransport?.parallelRequests ?? 1000;

const openTransports = new Map<Handler, Promise<OpenTransport>>();

// A test creates its own mocks. A mock of several tests is opened again by its next request.
if (onlyTransport) {
  afterEach(async () => {
    const opened = await Promise.all(openTransports.values());
    openTransports.clear();
    await Promise.all(opened.map(({ close }) => close()));
  });
}

/**
 * Returns the function that sends to one of the mocks of a test. It uses the fetch function, or the
 * transport of a run that has only one.
 */
export function sendTo(mock: Handler): SendCall {
  return (call) => checkReply(call, sendOverTransport(mock, call));
}

async function sendOverTransport(mock: Handler, call: Call): Promise<Reply> {
  if (!onlyTransport) return sendByFetch(mock.fetch, "http://mock.test", call);
  const opening = openTransports.get(mock) ?? onlyTransport.open(mock);
  openTransports.set(mock, opening);
  return (await opening).send(call);
}

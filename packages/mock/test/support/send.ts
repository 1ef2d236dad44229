import { afterAll, beforeAll, describe } from "vitest";
import type { Handler } from "../../src/ports/handler.ts";
import { type Call, type Face, type OpenFace, type Reply, sendByFetch } from "./call.ts";
import { checkReply, faces, mswFaces } from "./node-faces.ts";

export { base, type Call, type Item, type Reply } from "./call.ts";

/** Sends a call and checks its response. Rejects with `FetchError` on a dropped connection. */
export type SendCall = (call: Call) => Promise<Reply>;

const fetchFace: Face = {
  name: "fetch",
  open: async (mock) => ({
    send: (call) => sendByFetch(mock.fetch, "http://mock.test", call),
    close: () => {},
  }),
};

type Suite<M> = (face: { readonly send: SendCall; readonly mock: () => M }) => void;

/**
 * Runs the same tests on the fetch function and over a real socket. `make` is called once for each
 * face, `send` sends to the mock it made.
 */
export function describeMatrix<M extends Handler>(
  title: string,
  make: () => M,
  body: Suite<M>,
): void {
  for (const face of [fetchFace, ...faces]) describeFace(title, face, make, body);
}

/** Runs the same tests on every face, through MSW too. */
export function describeFaces<M extends Handler>(
  title: string,
  make: () => M,
  body: Suite<M>,
): void {
  describeMatrix(title, make, body);
  for (const face of mswFaces) describeFace(title, face, make, body);
}

function describeFace<M extends Handler>(
  title: string,
  { name, open }: Face,
  make: () => M,
  body: Suite<M>,
): void {
  describe(`${title} [${name}]`, () => {
    const mock = make();
    let opened: OpenFace | undefined;
    beforeAll(async () => {
      opened = await open(mock);
    });
    afterAll(() => opened?.close());
    const send: SendCall = (call) => {
      if (!opened) throw new Error("the face is not open");
      return checkReply(call, opened.send(call));
    };
    body({ mock: () => mock, send });
  });
}

/** The fetch adapter alone, for tests that need no face. */
export function sendTo(mock: Handler): SendCall {
  return (call) => checkReply(call, sendByFetch(mock.fetch, "http://mock.test", call));
}

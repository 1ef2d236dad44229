/** The transports of the tests in Node.js, and the check of their responses. */
import { serve } from "../../src/node/index.ts";
import { chooseTransport, type Transport } from "./call.ts";
import { createMswTransport } from "./msw-transport.ts";
import { type MswServer, mswVersions } from "./msw-versions.ts";
import { sendBySocket } from "./socket.ts";

export { checkReply } from "./check-reply.ts";

const socket: Transport = {
  name: "socket",
  open: async (mock) => {
    const server = await serve(mock);
    return { send: (call) => sendBySocket(server.port, call), close: server.close };
  },
};

/** The transports besides the fetch function. */
export const transports: readonly Transport[] = [socket];

/** The transports through MSW, which cannot send what `fetch` refuses to send. */
export const mswTransports: readonly Transport[] = mswVersions.map(({ name, msw, listen }) => {
  let server: MswServer | undefined;
  return createMswTransport(name, msw, {
    start: () => {
      server = listen([], "bypass");
      return undefined;
    },
    setHandlers: (handlers) => server?.resetHandlers(...handlers),
    stop: () => server?.close(),
  });
});

/** The transport of all requests in a run with `TMF654_TRANSPORT`. */
export const onlyTransport: Transport | undefined = chooseTransport([
  ...transports,
  ...mswTransports,
]);

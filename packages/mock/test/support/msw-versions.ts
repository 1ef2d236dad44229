/** The versions of MSW that the mock supports, behind one interface, in Node.js. */
import * as msw3 from "msw";
import { setupServer as setupServer3 } from "msw/node";
import * as msw2 from "msw2";
import { setupServer as setupServer2 } from "msw2/node";
import type { Msw } from "../../src/msw/msw.ts";

/** The members of `setupServer`'s result that both versions have. */
export interface MswServer {
  use(...handlers: msw3.HttpHandler[]): void;
  resetHandlers(...handlers: msw3.HttpHandler[]): void;
  close(): void;
}

/** One version of MSW. */
export interface MswVersion {
  readonly name: string;
  readonly msw: Msw;
  /** Starts to intercept; a request without a handler goes to the network or fails. */
  readonly listen: (
    handlers: readonly msw3.HttpHandler[],
    unhandled: "bypass" | "error",
  ) => MswServer;
}

export const mswVersions: readonly MswVersion[] = [
  {
    name: "MSW 2",
    // The types of MSW 2 differ from the installed version's, though the members are the same.
    msw: msw2 as unknown as Msw,
    listen: (handlers, unhandled) => {
      const server = setupServer2(...(handlers as never[]));
      server.listen({ onUnhandledRequest: unhandled });
      return server as unknown as MswServer;
    },
  },
  {
    name: "MSW 3",
    msw: msw3,
    listen: (handlers, unhandled) => {
      const server = setupServer3(...handlers);
      server.listen({ onUnhandledFrame: unhandled });
      return server;
    },
  },
];

import type { HttpHandler } from "msw";
import { createHandlers } from "../../src/msw/handlers.ts";
import type { Msw } from "../../src/msw/msw.ts";
import { base, type Call, sendByFetch, type Transport } from "./call.ts";

/** The part of MSW that intercepts requests: a server in Node.js, or the worker of a page. */
export interface MswInterceptor {
  /** Starts to intercept, before the first mock opens. */
  readonly start: () => Promise<unknown> | undefined;
  /** Replaces all handlers. */
  readonly setHandlers: (handlers: readonly HttpHandler[]) => void;
  /** Ends after the last mock has closed. */
  readonly stop: () => void;
}

let mockCount = 0;

/** A transport through MSW. Each mock has its own origin, because a test can have several mocks. */
export function createMswTransport(
  name: string,
  msw: Msw,
  { start, setHandlers, stop }: MswInterceptor,
): Transport {
  const openHandlers = new Map<string, readonly HttpHandler[]>();
  const update = (): void => setHandlers([...openHandlers.values()].flat());
  return {
    name,
    open: async (mock) => {
      if (openHandlers.size === 0) await start();
      mockCount += 1;
      const origin = `http://mock-${mockCount}.test`;
      openHandlers.set(origin, createHandlers(msw)(mock, { baseUrl: `${origin}${base}` }));
      update();
      return {
        send: (call: Call) => sendByFetch(fetch, origin, call),
        close: () => {
          openHandlers.delete(origin);
          update();
          if (openHandlers.size === 0) stop();
        },
      };
    },
  };
}

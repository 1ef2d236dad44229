import type { Fault } from "./fault.ts";
import type { MockRequest, MockResponse, RequestHead, RequestView } from "./http-message.ts";

/** Options of a handler. */
export interface HandlerOptions {
  /** Path in front of every route; `/tmf-api/prepayBalanceManagement/v4` by default. */
  readonly basePath?: string;
  /** Waits real milliseconds; without it delays are skipped. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** Called before the engine runs and again after it; returns the fault to apply. */
  readonly faults?: (request: RequestView, when: "before" | "after") => Fault | undefined;
  /** Called with every request of the API and its response, for the journal and the metrics. */
  readonly observe?: (request: RequestView, response: MockResponse) => void;
  /** Handles all requests under `/__mock`; `local` is true for a caller on this machine. */
  readonly control?: (request: Request, caller: { readonly local: boolean }) => Promise<Response>;
  /** Called with an unexpected exception; the client gets a 500 without details. */
  readonly onError?: (error: unknown) => void;
  /** Checks each response of the engine against the contract; one with issues becomes a 500. */
  readonly checkResponses?: boolean;
  /** Called before each API request to run effects that are due; must be quick. */
  readonly beforeRequest?: () => void;
}

/** Two ways to send a mock a request: `fetch` for pages and tests, `handle` for adapters. */
export interface Handler {
  /** Has the signature of the global `fetch`. */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;
  readonly handle: (request: MockRequest) => MockResponse | Promise<MockResponse>;
  /** The most bytes of a body that the adapter reads; the control plane accepts more. */
  readonly maximumBodyBytes: (head?: RequestHead) => number;
}

import type { Fault } from "./fault.ts";
import type { MockRequest, MockResponse, RequestHead, RequestView } from "./http-message.ts";

/** Options of a handler. */
export interface HandlerOptions {
  /** Path in front of every route; `/tmf-api/prepayBalanceManagement/v4` by default. */
  readonly basePath?: string;
  /** Waits real milliseconds; without it delays are skipped. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** Rejects with a DelayError when the mock is reset before the work has ended. */
  readonly guard?: <T>(work: Promise<T>) => Promise<T>;
  /** Called before the engine runs and again after it; returns the fault to apply. */
  readonly faults?: (request: RequestView, when: "before" | "after") => Fault | undefined;
  /** Called with every request of the API and its response, for the journal and the metrics. */
  readonly observe?: (request: RequestView, response: MockResponse) => void;
  /** Handles the requests under `/__mock` that `controlAccess` allows. */
  readonly control?: (request: Request) => Promise<Response>;
  /** Checks who may use `/__mock`, by the head of the request; returns the refusal. */
  readonly controlAccess?: (head: RequestHead) => MockResponse | undefined;
  /** Called with an unexpected exception; the client gets a 500 without details. */
  readonly onError?: (error: unknown) => void;
  /** Checks each response of the engine against the contract; one with issues becomes a 500. */
  readonly checkResponses?: boolean;
  /** Called before each API request to run effects that are due; must be quick. */
  readonly beforeRequest?: () => void;
}

/** The port and the host names of a server. */
export interface ServerAddress {
  readonly port: number;
  readonly hosts: readonly string[];
}

/** Two ways to send a mock a request: `fetch` for pages and tests, `handle` for adapters. */
export interface Handler {
  /** Has the signature of the global `fetch`. */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;
  readonly handle: (request: MockRequest) => MockResponse | Promise<MockResponse>;
  /**
   * The most bytes of a body that the adapter reads. The control plane accepts more, and nothing
   * from a caller that may not use it.
   */
  readonly maximumBodyBytes: (head?: RequestHead) => number;
  /** Sets where the mock is served, so that it sends no event to itself; the result undoes it. */
  readonly servedAt?: (place: ServerAddress) => () => void;
}

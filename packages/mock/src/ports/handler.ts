import type { Fault } from "./fault.ts";
import type { MockRequest, MockResponse, RequestHead, RequestView } from "./http-message.ts";

/** What a handler is given beside its engine. All optional. */
export type HandlerOptions = {
  /** Path in front of every route; `/tmf-api/prepayBalanceManagement/v4` by default. */
  readonly basePath?: string;
  /** Waits real milliseconds; without it delays are skipped. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** Asked before the engine runs and again after; the first fault named is applied. */
  readonly faults?: (request: RequestView, when: "before" | "after") => Fault | undefined;
  /** Called with every request of the API and its response, for the journal and the metrics. */
  readonly observe?: (request: RequestView, answer: MockResponse) => void;
  /** Answers everything under `/__mock`; `local` tells whether the caller is on this machine. */
  readonly control?: (request: Request, caller: { readonly local: boolean }) => Promise<Response>;
  /** Told of an error that no request should be able to cause; its answer is a bare 500. */
  readonly onError?: (error: unknown) => void;
  /** Checks every answer of the engine against the contract too; a violation is a 500. */
  readonly checkResponses?: boolean;
  /** Called before every API request: runs what the clock made due; must be quick. */
  readonly beforeRequest?: () => void;
};

/** Two ways to send a mock a request: `fetch` for pages and tests, `handle` for adapters. */
export type Handler = {
  /** A drop-in for the global `fetch`: a `Request`, or a URL and what goes with it. */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;
  readonly handle: (request: MockRequest) => MockResponse | Promise<MockResponse>;
  /** The adapter stops reading a body beyond this many bytes; the control plane takes more. */
  readonly maximumBodyBytes: (head?: RequestHead) => number;
};

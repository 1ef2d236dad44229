import type { CommandEffects, RequestOrigin } from "./activity.ts";
import type { ContractGuard } from "./contract-guard.ts";
import type { ListInParts } from "./engine.ts";
import type { Fault } from "./fault.ts";
import type { MockRequest, MockResponse, RequestHead, RequestView } from "./http-message.ts";
import type { OAuthServer } from "./oauth.ts";
import type { FaultCheck, RequestDecision, RequestNotes } from "./request-notes.ts";

/** The control plane of a mock, under `/__mock`. */
export interface ControlPlane {
  readonly handle: (request: MockRequest) => Promise<MockResponse>;
  /** Resolves to the maximum body size: 0 for a caller that may not use the control plane. */
  readonly maximumBodyBytes: (head: RequestHead) => Promise<number>;
}

/** The options of a handler. */
export interface HandlerOptions {
  /** The path in front of every route. Default `/tmf-api/prepayBalanceManagement/v4`. */
  readonly basePath?: string;
  /** Waits real milliseconds. Without this function there are no delays. */
  readonly sleep?: (ms: number) => Promise<void>;
  /**
   * Returns the result of work. Rejects with a DelayError if the mock is reset before the work has
   * ended.
   */
  readonly untilReset?: <T>(work: Promise<T>) => Promise<T>;
  /**
   * Called before the engine runs, and again afterwards. Returns the fault to apply. Adds each rule
   * that it compared to `checks`.
   */
  readonly faults?: (
    requestView: RequestView,
    when: "before" | "after",
    checks?: FaultCheck[],
  ) => Fault | undefined;
  /**
   * Called with each request of the API and its response, for the journal and the metrics. Returns
   * the number of the request, which becomes the id of its trace.
   */
  readonly observe?: (
    requestView: RequestView,
    response: MockResponse,
    decision: RequestDecision,
  ) => number;
  /**
   * Creates the notes about a request for its trace. Without this function, or if it returns
   * `undefined`, there are no notes.
   */
  readonly startNotes?: () => RequestNotes | undefined;
  /**
   * Runs a command and returns the effects that `observe` gets. Without this function, `observe`
   * gets no effects. Adds what the engine did to the notes.
   */
  readonly collect?: <T>(
    run: () => T,
    notes: RequestNotes | undefined,
  ) => readonly [result: T, effects: CommandEffects | undefined, origin: RequestOrigin];
  /** Checks each call of a declared operation, before `observe`. */
  readonly contractGuard?: ContractGuard;
  /** Lists resources in several turns. Without this function, each list takes one turn. */
  readonly listInParts?: ListInParts;
  /** Handles the requests under `/__mock`. */
  readonly control?: ControlPlane;
  /** Called with the name and value of a limit of bodies when a body exceeds it. */
  readonly onBodyLimit?: (name: "uploadBytes" | "maximumBodyBytes", max: number) => void;
  /** Returns the current state of the mock. A request of an earlier state is interrupted. */
  readonly currentState?: () => object;
  /** Loads the part for OAuth, for a profile with `auth.oauth`. */
  readonly oauth?: () => Promise<OAuthServer>;
  /** Called with an unexpected exception. The client gets a 500 without details. */
  readonly onError?: (error: unknown) => void;
  /**
   * Whether each response of the engine is checked against the contract. A response with issues
   * becomes a 500.
   */
  readonly checkResponses?: boolean;
  /**
   * Returns the milliseconds that a request waits in real time. Without this function, there is no
   * wait.
   */
  readonly latencyMs?: () => number;
  /**
   * Whether the path in `X-Forwarded-Prefix` is added to the links of a response. The URL of the
   * OAuth provider then has the host and the scheme of `X-Forwarded-Host` and `-Proto` too.
   */
  readonly forwardedPrefix?: boolean;
  /** Called before each API request, to run due effects. The function must be fast. */
  readonly beforeRequest?: () => void;
}

/** The port and the host names of a server. */
export interface ServerAddress {
  readonly port: number;
  readonly hosts: readonly string[];
}

/** The functions that handle requests: `fetch` for pages and tests, `handle` for adapters. */
export interface Handler {
  /** Handles a request, with the signature of the global `fetch`. */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;
  readonly handle: (request: MockRequest) => MockResponse | Promise<MockResponse>;
  /**
   * Returns the maximum size of a body that the adapter reads. For the control plane it returns a
   * promise of a higher size, or of 0 for callers that may not use the control plane.
   */
  readonly maximumBodyBytes: (head?: RequestHead) => number | Promise<number>;
  /**
   * Returns the state to which a request belongs. An adapter calls this function before it reads
   * the body, and passes the result on as `state`. Each reset creates another state.
   */
  readonly currentState?: (head?: RequestHead) => object | undefined;
  /**
   * Adds an address of the mock, so that it sends no event to itself. The returned function removes
   * it.
   */
  readonly servedAt?: (address: ServerAddress) => () => void;
}

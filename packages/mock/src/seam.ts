import type { Query } from "./query/query.ts";

/** The resources of the contract that can be read. */
export type ResourceName =
  | "bucket"
  | "topupBalance"
  | "adjustBalance"
  | "reserveBalance"
  | "transferBalance"
  | "accumulatedBalance"
  | "balanceActionHistory";

/**
 * A resource as it is answered. Never changed once handed out: an unchanged record is the same
 * object again, so its JSON text is made once.
 */
export type Resource = { readonly [member: string]: unknown } & {
  readonly id: string;
  readonly href: string;
};

/** One violated rule, with the path of the member: `amount.units`, `product[0].id`. */
export type Issue = { readonly path: string; readonly code: string; readonly message: string };

/** What the adapter does to an exchange instead of, or before, answering it. */
export type Fault = {
  /** Milliseconds to wait before the answer. */
  readonly delayMs?: number;
  /**
   * `drop` ends the connection, `status` answers an error, `malformed` cuts the JSON text short:
   * after the commit that of the real answer, before it that of an error with `status`. An answer
   * without a body, as to a DELETE, stays whole.
   */
  readonly kind?: "drop" | "malformed" | "status";
  /** Of the error, 400 to 599; 503 by default. */
  readonly status?: number;
  /** With `kind: "status"`: members of the error, if they matter. */
  readonly error?: { readonly code?: string; readonly reason?: string; readonly message?: string };
  /** With `kind: "status"`: the value of `Retry-After`, in seconds. */
  readonly retryAfterSeconds?: number;
};

/** What a command leaves: a resource, or a hub's registration, which has no `href`. */
export type Created = {
  readonly [member: string]: unknown;
  readonly id: string;
  readonly href?: string;
};

/** What came of a command. `fault` spoils the answer after the commit (a lost answer, a slow one). */
export type Outcome =
  | { readonly kind: "done"; readonly resource?: Created; readonly fault?: Fault }
  | {
      readonly kind: "refused";
      readonly code: string;
      readonly message: string;
      readonly duplicateOf?: { readonly id: string; readonly href: string };
      readonly fault?: Fault;
    }
  | { readonly kind: "invalid"; readonly issues: readonly Issue[] }
  | { readonly kind: "notFound" };

/** A request body after parsing and structural checks. */
export type Body = { readonly [member: string]: unknown };

/** All synchronous: one command at a time, so concurrency equals some serial order. */
export type Engine = {
  list(resource: ResourceName, query: Query): { items: readonly Resource[]; total: number };
  retrieve(resource: ResourceName, id: string): Resource | undefined;
  create(resource: ResourceName, body: Body): Outcome;
  patch(resource: ResourceName, id: string, body: Body): Outcome;
  remove(resource: ResourceName, id: string): Outcome;
  registerListener(body: Body): Outcome;
  unregisterListener(id: string): Outcome;
  /** `listenerPath` is the last segment: `topupBalanceCreateEvent`. */
  receiveEvent(listenerPath: string, body: Body): Outcome;
  /** Read at every request, so that the control plane can change it while the server runs. */
  readonly profile: HttpProfile;
  /** Milliseconds since the epoch, by the mock's own clock. */
  now(): number;
};

/** The part of a profile that HTTP reads. The whole profile, a superset, is the engine's. */
export type HttpProfile = {
  readonly name: string;
  /** Operation ids that are answered; the others are 405. Absent: all of the contract. */
  readonly operations?: readonly string[];
  /** Operations beside the contract, off unless named. */
  readonly extraOperations?: readonly ("createBucket" | "deleteBucket")[];
  /** How requests are read; each is strict (`true`) by default. */
  readonly strict?: {
    /** A filter, sort or field on an unknown attribute is a 400; else it is ignored. */
    readonly unknownAttributes?: boolean;
    /** A missing mandatory member is a 400; else the engine fills it in. */
    readonly required?: boolean;
    /** One object where the contract has an array is a 400; else it is taken as one element. */
    readonly arrays?: boolean;
  };
  /** Page sizes in items; 1000 and 1000 by default. */
  readonly page?: { readonly defaultLimit?: number; readonly maximumLimit?: number };
  /** Bodies above this many bytes are 413; 1 MiB by default. */
  readonly maximumBodyBytes?: number;
  /** Simulated authentication: absent means that everybody may do everything. */
  readonly auth?: {
    /** Bearer token to what it may do: GET and HEAD need `read`, the rest `write`. */
    readonly tokens: {
      readonly [token: string]: {
        readonly scopes: readonly ("read" | "write")[];
        /** Refused with 401 whatever it may do. */
        readonly expired?: boolean;
      };
    };
  };
  /** Simulated rate limit per credential, in windows by the mock's clock. */
  readonly rateLimit?: { readonly requests: number; readonly perSeconds: number };
  /** How long an Idempotency-Key is remembered, in milliseconds; 24 hours by default. */
  readonly idempotencyTtlMs?: number;
};

/** One HTTP request in the lightest form that every adapter can make. */
export type Exchange = {
  readonly method: string;
  /** Path and query as they came: `/tmf-api/…/bucket?status=active`. */
  readonly target: string;
  /** A header by its lower-case name. */
  header(name: string): string | undefined;
  /** All headers, for the control plane. */
  headers(): Iterable<readonly [name: string, value: string]>;
  /** Bytes of the body; `"tooLarge"` when the adapter stopped reading at the limit. */
  readonly body: Uint8Array | "tooLarge" | undefined;
  /** True for a call inside the process or from the loopback interface. */
  readonly local: boolean;
};

/** What is known of a request before its body is read. */
export type Head = Pick<Exchange, "target" | "header">;

/** One HTTP answer. `drop` asks the adapter to end the connection without one. */
export type Answer = {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | undefined;
  readonly drop?: boolean;
  /** Asked for by `Prefer` or a fault: nobody's real answer, so never remembered or judged. */
  readonly simulated?: boolean;
};

/** What a fault rule or the journal sees of a request. */
export type RequestView = {
  /** Operation id of the contract; undefined for an undeclared path or method. */
  readonly operation: string | undefined;
  readonly method: string;
  /** Below the base path, `/bucket/b1`; whole where it is not under it. */
  readonly path: string;
  readonly query: string;
  header(name: string): string | undefined;
  /** All headers, as they came. */
  headers(): Iterable<readonly [name: string, value: string]>;
  /** The parsed body where there is one. */
  readonly body: unknown;
};

/** What a handler is given beside its engine. All optional. */
export type HandlerOptions = {
  /** Path in front of every route; `/tmf-api/prepayBalanceManagement/v4` by default. */
  readonly basePath?: string;
  /** Waits real milliseconds; without it delays are skipped. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** Asked before the engine runs and again after; the first fault named is applied. */
  readonly faults?: (request: RequestView, when: "before" | "after") => Fault | undefined;
  /** Told of every exchange of the API, for the journal and the metrics. */
  readonly observe?: (request: RequestView, answer: Answer) => void;
  /** Answers everything under `/__mock`; `local` tells whether the caller is on this machine. */
  readonly control?: (request: Request, caller: { readonly local: boolean }) => Promise<Response>;
  /** Told of an error that no request should be able to cause; its answer is a bare 500. */
  readonly onError?: (error: unknown) => void;
  /** Checks every answer of the engine against the contract too; a violation is a 500. */
  readonly checkAnswers?: boolean;
  /** Called before every API request: runs what the clock made due; must be quick. */
  readonly beforeRequest?: () => void;
};

/** Two doors to one mock: `fetch` for pages and tests, `exchange` for adapters in a hurry. */
export type Handler = {
  /** A drop-in for the global `fetch`: a `Request`, or a URL and what goes with it. */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;
  readonly exchange: (request: Exchange) => Answer | Promise<Answer>;
  /** The adapter stops reading a body beyond this many bytes; the control plane takes more. */
  readonly maximumBodyBytes: (head?: Head) => number;
};

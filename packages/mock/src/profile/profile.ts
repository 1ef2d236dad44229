import type { Policy } from "@tmf654/ledger";

/** Which of the operations outside the published contract a profile can switch on. */
export type ExtraOperation = "createBucket" | "deleteBucket";

/** What a bearer token may do. */
export type Scope = "read" | "write" | "events";

/** How one mock behaves, as plain data: what it offers, how strictly it reads, what it decides. */
export type Profile = {
  readonly name: string;
  /** Ids of the contract's operations that are on; the rest answers 405. */
  readonly operations: "all" | readonly string[];
  readonly extraOperations: readonly ExtraOperation[];
  /**
   * `refuse`: a body without a mandatory member is a 400. `fill`: it is taken from the bucket, and
   * a single object stands where the contract has an array.
   */
  readonly missingMembers: "refuse" | "fill";
  /** What `fields`, a filter or a sort on an attribute the resource does not have does. */
  readonly unknownAttributes: "refuse" | "ignore";
  /** Page sizes of lists: without `limit`, and the most a `limit` gets. */
  readonly page: { readonly default: number; readonly max: number };
  /** Longest request body; above it 413. */
  readonly maxBodyBytes: number;
  /** Bearer tokens and their scopes; without it no authentication is simulated. */
  readonly auth?: { readonly tokens: Readonly<Record<string, readonly Scope[]>> };
  /** Requests a credential may send in a window; above it 429. */
  readonly rateLimit?: { readonly requests: number; readonly windowMs: number };
  /** How long an Idempotency-Key is remembered. */
  readonly idempotencyTtlMs: number;
  /** What the ledger decides by; named members replace its defaults. */
  readonly ledger: Partial<Policy>;
  readonly events: EventSettings;
};

/** How callbacks are made. */
export type EventSettings = {
  /** Hosts beside loopback that a callback may name: `example.org`, `*.example.org`. */
  readonly allowHosts: readonly string[];
  /** Wait before each further try. */
  readonly retryDelaysMs: readonly number[];
  /** Share by which a wait is made shorter or longer at random. */
  readonly jitter: number;
  /** Longest wait for a callback's answer, in real time. */
  readonly timeoutMs: number;
  /** Signs every delivery with HMAC-SHA-256 under this secret, in `X-Hub-Signature-256`. */
  readonly secret?: string;
};

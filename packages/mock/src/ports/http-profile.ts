/** The part of a profile that the HTTP layer reads. */
export interface HttpProfile {
  readonly name: string;
  /** Ids of the available operations; others are 405. Default: all of the contract. */
  readonly operations?: readonly string[];
  /** Operations that the contract lacks. Default: none. */
  readonly extraOperations?: readonly ("createBucket" | "deleteBucket")[];
  /** How requests are read; each is strict (`true`) by default. */
  readonly strict?: {
    /** A filter, sort or field on an unknown attribute is a 400; else it is ignored. */
    readonly unknownAttributes?: boolean;
    /** A missing mandatory member is a 400; else the engine fills it in. */
    readonly required?: boolean;
    /** Mandatory members that a request may leave out all the same: `usageType`, `bucket`. */
    readonly optional?: readonly string[];
    /** One object where the contract has an array is a 400; else it is taken as one element. */
    readonly arrays?: boolean;
  };
  /**
   * Whether responses and events have what this contract adds to the published file: 206 for a
   * page, and members such as `failure`. True by default.
   */
  readonly additions?: boolean;
  /** Page sizes in items; 1000 and 1000 by default. */
  readonly page?: { readonly defaultLimit?: number; readonly maximumLimit?: number };
  /** Bodies above this many bytes are 413; 1 MiB by default. */
  readonly maximumBodyBytes?: number;
  /** Simulated authentication. Default: no authentication. */
  readonly auth?: {
    /** Bearer tokens and their scopes: GET and HEAD need `read`, other methods `write`. */
    readonly tokens: {
      readonly [token: string]: {
        readonly scopes: readonly ("read" | "write")[];
        /** True for a token that is always refused with 401. */
        readonly expired?: boolean;
      };
    };
  };
  /** Simulated rate limit per credential, in windows by the mock's clock. */
  readonly rateLimit?: { readonly requests: number; readonly perSeconds: number };
  /** How long an Idempotency-Key is kept, in milliseconds; 24 hours by default. */
  readonly idempotencyTtlMs?: number;
}

import type { ApiScope, OAuthProvider, TrustedIssuer } from "./oauth.ts";

/** The part of a profile that the HTTP layer reads. */
export interface HttpProfile {
  readonly name: string;
  /**
   * The ids of the available operations. Other operations get a 405. Default: all operations of the
   * contract.
   */
  readonly operations?: readonly string[];
  /** Additional operations that the contract lacks. Default: none. */
  readonly extraOperations?: readonly ("createBucket" | "deleteBucket")[];
  /**
   * The handling of an action without a bucket. `find` uses a bucket of the first product or
   * logical resource with the usage type, so a request needs no bucket.
   */
  readonly missingBucket?: "refuse" | "find";
  /** The strictness of checks of requests. Each member is strict (`true`) by default. */
  readonly strict?: {
    /**
     * `true`: a filter, sort or field with an unknown attribute is refused with 400. `false`: it is
     * ignored.
     */
    readonly unknownAttributes?: boolean;
    /** `true`: a missing mandatory member is refused with 400. `false`: the engine adds it. */
    readonly required?: boolean;
    /** Mandatory members that a request may always omit, such as `usageType`. */
    readonly optional?: readonly string[];
    /**
     * `true`: an object where the contract has an array is refused with 400. `false`: it is read as
     * one element.
     */
    readonly arrays?: boolean;
  };
  /**
   * Whether responses and events have the additions of this contract to the published file: 206 for
   * a page, and members such as `failure`. Default true.
   */
  readonly additions?: boolean;
  /** The page sizes in items. Default: 1000 each. */
  readonly page?: { readonly defaultLimit?: number; readonly maximumLimit?: number };
  /** The maximum size of a body in bytes. A larger body is refused with 413. Default 1 MiB. */
  readonly maximumBodyBytes?: number;
  /** The simulated authentication. Default: no authentication. */
  readonly auth?: {
    /** Fixed bearer tokens and their scopes. GET and HEAD need `read`, other methods `write`. */
    readonly tokens?: {
      readonly [token: string]: {
        readonly scopes: readonly ApiScope[];
        /** Whether the token is always refused with 401. */
        readonly expired?: boolean;
      };
    };
    /**
     * OAuth 2.0: the mock issues tokens itself, under `/oauth2` below its base path, or trusts an
     * outside issuer.
     */
    readonly oauth?: OAuthProvider | TrustedIssuer;
  };
  /** The simulated rate limit per credential, in windows by the mock's clock. */
  readonly rateLimit?: { readonly requests: number; readonly perSeconds: number };
  /** The milliseconds for which an Idempotency-Key is stored. Default: 24 hours. */
  readonly idempotencyTtlMs?: number;
}

import type { Policy } from "@tmf654/ledger";
import type { HttpProfile } from "../ports/http-profile.ts";

/** The behaviour of a mock, as plain data: its operations, its strictness and its policies. */
export type Profile = HttpProfile & {
  /**
   * Handling of an action without a bucket. `find` takes the bucket of the first product or logical
   * resource with the usage type, soonest expiry first.
   */
  readonly missingBucket: "refuse" | "find";
  /** Policies of the ledger; the given members replace its defaults. */
  readonly ledger: Partial<Policy>;
  readonly events: EventSettings;
};

/** Settings of event deliveries. */
export interface EventSettings {
  /** Hosts beside loopback that a callback may name: `example.org`, `*.example.org`. */
  readonly allowHosts: readonly string[];
  /** Wait before each further try. */
  readonly retryDelaysMs: readonly number[];
  /** Share by which a wait is made shorter or longer at random. */
  readonly jitter: number;
  /** Longest wait for a callback's response, in real time. */
  readonly timeoutMs: number;
  /** Signs every delivery with HMAC-SHA-256 under this secret, in `X-Hub-Signature-256`. */
  readonly secret?: string;
}

import type { Policy } from "@tmf654/ledger";
import type { HttpProfile } from "../ports/http-profile.ts";

/** How one mock behaves, as plain data: what it offers, how strictly it reads, what it decides. */
export type Profile = HttpProfile & {
  /**
   * What an action on a bucket it does not name does: `refuse`, or `find` it by the first product
   * or logical resource and the usage type, soonest expiry first.
   */
  readonly missingBucket: "refuse" | "find";
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

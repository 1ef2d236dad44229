import type { Policy } from "@tmf654/ledger";
import type { HttpProfile } from "../ports/http-profile.ts";

/** The behaviour of a mock, as plain data: its operations, its strictness and its policies. */
export type Profile = HttpProfile & {
  readonly missingBucket: "refuse" | "find";
  /** The policies of the ledger. The given members replace its defaults. */
  readonly ledger: Partial<Policy>;
  readonly events: EventSettings;
};

/** The settings of event deliveries. */
export interface EventSettings {
  /**
   * The URL of a delivery: the registered callback, or `{callback}/listener/{event}`, such as
   * `{callback}/listener/topupBalanceCreateEvent`. Default: `callback`.
   */
  readonly address?: "callback" | "listenerPath";
  /** The hosts besides loopback that a callback may have: `example.org`, `*.example.org`. */
  readonly allowHosts: readonly string[];
  /** The milliseconds before each retry. */
  readonly retryDelaysMs: readonly number[];
  /** The fraction by which a wait is randomly shorter or longer. */
  readonly jitter: number;
  /** The longest wait for a callback's response, in real time. */
  readonly timeoutMs: number;
  /** The secret that signs every delivery with HMAC-SHA-256, in `X-Hub-Signature-256`. */
  readonly secret?: string;
}

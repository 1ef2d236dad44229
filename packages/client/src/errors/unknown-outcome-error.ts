import { type ErrorFacts, Tmf654Error } from "./tmf654-error.ts";

/** What reading the server again says about a write whose answer was lost. */
export interface Reconciliation {
  /**
   * `applied`: the server did it, once. `notApplied`: it did not, or refused it; sending again is
   * safe. `undecided`: what can be read does not tell; do not send again unseen.
   */
  readonly verdict: "applied" | "notApplied" | "undecided";
  /** The action or resource found, when it is one. */
  readonly resource?: { readonly id?: string; readonly status?: string };
  /** Everything that fits, when that is more than one. */
  readonly candidates: readonly { readonly id?: string; readonly status?: string }[];
}

/** How long and how widely to look. */
export interface ReconcileOptions {
  /** Keep looking this long before saying `notApplied`. Default: 5000. */
  readonly waitMs?: number;
  /** Milliseconds between looks. Default: 500. */
  readonly pollMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * A write was sent and nobody knows whether it was done. It was not repeated. `cause` says what
 * went wrong; {@link UnknownOutcomeError.reconcile} finds out.
 */
export class UnknownOutcomeError extends Tmf654Error {
  override name = "UnknownOutcomeError";
  /**
   * Reads the server to find the action. Never writes. Rejects when the server cannot be read.
   * After a call through `client.http`, whose meaning is not known here, it is always `undecided`.
   */
  readonly reconcile: (options?: ReconcileOptions) => Promise<Reconciliation>;

  constructor(
    facts: ErrorFacts,
    reconcile: UnknownOutcomeError["reconcile"] = async () => ({
      verdict: "undecided",
      candidates: [],
    }),
  ) {
    super(facts);
    this.reconcile = reconcile;
  }
}

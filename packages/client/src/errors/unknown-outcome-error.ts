import { Tmf654Error, type Tmf654ErrorInit } from "./tmf654-error.ts";

/** The result of {@link UnknownOutcomeError.reconcile}. */
export interface Reconciliation {
  /**
   * `applied`: the server did it once. `notApplied`: the server did not do it, or refused it;
   * sending again is safe. `undecided`: the server's data is not conclusive; check before you send
   * again.
   */
  readonly verdict: "applied" | "notApplied" | "undecided";
  /** The action or resource, when exactly one matches. */
  readonly resource?: { readonly id?: string; readonly status?: string };
  /** Everything that may be the action. */
  readonly candidates: readonly { readonly id?: string; readonly status?: string }[];
}

/** The options of {@link UnknownOutcomeError.reconcile}. */
export interface ReconcileOptions {
  /** How long to keep looking before the verdict `notApplied`. Default: 5000. */
  readonly waitMs?: number;
  /** Milliseconds between reads. Default: 500. */
  readonly pollMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * A write was sent, but its outcome is unknown. It was not sent again. `cause` is the original
 * error; {@link UnknownOutcomeError.reconcile} reads the server to find the outcome.
 */
export class UnknownOutcomeError extends Tmf654Error {
  override name = "UnknownOutcomeError";
  /**
   * Reads the server to find the action. Never writes. Rejects when the server cannot be read.
   * After a call through `client.http` the verdict is always `undecided`.
   */
  readonly reconcile: (options?: ReconcileOptions) => Promise<Reconciliation>;

  constructor(
    init: Tmf654ErrorInit,
    reconcile: UnknownOutcomeError["reconcile"] = async () => ({
      verdict: "undecided",
      candidates: [],
    }),
  ) {
    super(init);
    this.reconcile = reconcile;
  }
}

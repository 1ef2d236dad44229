import type { ReservationRecord } from "../reservations/record.ts";
import { Tmf654Error, type Tmf654ErrorInit } from "./tmf654-error.ts";

/** The members that every written resource may have. */
export interface WrittenResource {
  readonly id?: string;
  readonly status?: string;
}

/** The result of {@link UnknownOutcomeError.reconcile}. */
export interface Reconciliation<R = WrittenResource> {
  /**
   * `applied`: the server did it once. `notApplied`: the server did not do it, or refused it;
   * sending again is safe. `undecided`: the server's data is not conclusive; check before you send
   * again.
   */
  readonly verdict: "applied" | "notApplied" | "undecided";
  /** The action or resource, when exactly one matches. */
  readonly resource?: R;
  /** Everything that may be the action. */
  readonly candidates: readonly R[];
}

/** The options of {@link UnknownOutcomeError.reconcile}. */
export interface ReconcileOptions {
  /** How long to keep looking before the verdict `notApplied`. Default: 5000. */
  readonly waitMs?: number | undefined;
  /** Milliseconds between reads. Default: 500. */
  readonly pollMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A write was sent, but its outcome is unknown. It was not sent again. `cause` is the original
 * error; {@link UnknownOutcomeError.reconcile} reads the server to find the outcome. `R` is the
 * type of the resource. `isTmf654Error(error, "UnknownOutcomeError", "createTopupBalance")`
 * narrows it.
 */
export class UnknownOutcomeError<R = WrittenResource> extends Tmf654Error {
  override name = "UnknownOutcomeError";
  /**
   * Reads the server to find the action. Never writes. Rejects when the server cannot be read.
   * After a call through `client.http` the verdict is always `undecided`.
   */
  readonly reconcile: (options?: ReconcileOptions) => Promise<Reconciliation<R>>;

  /**
   * The record of a `consume` or `release` of several steps. Pass it to
   * `client.reserveBalance.resume`. Hidden from logs and JSON.
   */
  declare readonly record?: ReservationRecord;

  constructor(
    init: Tmf654ErrorInit,
    reconcile: UnknownOutcomeError<R>["reconcile"] = async () => ({
      verdict: "undecided",
      candidates: [],
    }),
  ) {
    super(init);
    this.reconcile = reconcile;
  }
}

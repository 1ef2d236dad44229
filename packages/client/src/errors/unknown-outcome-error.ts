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
   * `applied`: the server executed the write once. `notApplied`: the server did not execute it, or
   * refused it; you can safely send it again. `undecided`: the data of the server proves neither;
   * check it before you send the write again.
   */
  readonly verdict: "applied" | "notApplied" | "undecided";
  /** The matching action or resource, if there is exactly one. */
  readonly resource?: R;
  /** All resources that may be the written one. */
  readonly candidates: readonly R[];
}

/** The options of {@link UnknownOutcomeError.reconcile}. */
export interface ReconcileOptions {
  /** Milliseconds of reading before the verdict `notApplied`. Default: 5000. */
  readonly waitMs?: number | undefined;
  /** Milliseconds between reads. Default: 500. */
  readonly pollMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The error of a write that was sent but whose outcome is unknown. The client did not send it
 * again. `cause` is the original error. {@link UnknownOutcomeError.reconcile} reads from the
 * server to find the outcome. `R` is the type of the resource. `isTmf654Error(error,
 * "UnknownOutcomeError", "createTopupBalance")` narrows the type of the error.
 */
export class UnknownOutcomeError<R = WrittenResource> extends Tmf654Error {
  override name = "UnknownOutcomeError";
  /**
   * Reads from the server to find the action, and never writes. Rejects when the reads fail. After
   * a call through `client.http` the verdict is always `undecided`. The first call loads the code
   * of the search. When the network is still down, this can fail too, and the outcome stays
   * unknown. An import of `@tmf654/client/flow` loads the code early.
   * @example
   * ```ts
   * import { isTmf654Error } from "@tmf654/client";
   *
   * export async function wasApplied(error: unknown): Promise<boolean> {
   *   if (!isTmf654Error(error, "UnknownOutcomeError")) throw error;
   *   const { verdict } = await error.reconcile({ waitMs: 10_000 });
   *   return verdict === "applied";
   * }
   * ```
   */
  readonly reconcile: (options?: ReconcileOptions) => Promise<Reconciliation<R>>;

  /**
   * The record of a `consume` or `release` with several steps. Pass it to
   * `client.reserveBalance.resume`. Logs and JSON do not show it.
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

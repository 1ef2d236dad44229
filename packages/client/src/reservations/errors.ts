import { Tmf654Error, type Tmf654ErrorInit } from "../errors/tmf654-error.ts";
import type { ReservationRecord } from "./record.ts";

/** Adds the record to an error. It holds ids and amounts, so logs and JSON do not show it. */
export function withRecord<E extends Tmf654Error>(error: E, record: ReservationRecord): E {
  return Object.defineProperty(error, "record", { value: record });
}

/**
 * The debit of a `consume` was not made: `cause` says why. The hold is cancelled, or is left to
 * expire (`record.strategy`), so the amount is no longer secured. `resume(record)` tries again.
 */
export class DebitFailedError extends Tmf654Error {
  override name = "DebitFailedError";
  /** Pass it to `client.reserveBalance.resume`. */
  declare readonly record: ReservationRecord;

  constructor(init: Tmf654ErrorInit, record: ReservationRecord) {
    super(init);
    withRecord(this, record);
  }
}

/**
 * The server can neither update nor cancel reservations, and nothing says when the hold ends.
 * Nothing was debited. Pass `holdEnds`, or create the reservation with `validFor`.
 */
export class HoldWithoutEndError extends Tmf654Error {
  override name = "HoldWithoutEndError";
  /** Pass it to `client.reserveBalance.resume` when the end of the hold is known. */
  declare readonly record: ReservationRecord;

  constructor(init: Tmf654ErrorInit, record: ReservationRecord) {
    super(init);
    withRecord(this, record);
  }
}

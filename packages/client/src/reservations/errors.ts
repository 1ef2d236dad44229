import { Tmf654Error, type Tmf654ErrorInit } from "../errors/tmf654-error.ts";
import type { ReservationRecord } from "./record.ts";

/**
 * Adds the record to an error. The record has ids and amounts, so it is hidden from logs and JSON.
 */
export function withRecord<E extends Tmf654Error>(error: E, record: ReservationRecord): E {
  return Object.defineProperty(error, "record", { value: record });
}

/**
 * The error of a `consume` whose debit was not made; `cause` is the reason. The reservation is
 * cancelled or left to expire (`record.strategy`), so the amount is not protected any more.
 * `resume(record)` sends the debit again.
 */
export class DebitFailedError extends Tmf654Error {
  override name = "DebitFailedError";
  /** The record to pass to `client.reserveBalance.resume`. */
  declare readonly record: ReservationRecord;

  constructor(init: Tmf654ErrorInit, record: ReservationRecord) {
    super(init);
    withRecord(this, record);
  }
}

/**
 * The error when the server can neither update nor cancel reservations, and the end of this
 * reservation is unknown. Nothing was debited. Pass `endsAt`, or create the reservation with
 * `validFor`.
 */
export class ReservationWithoutEndError extends Tmf654Error {
  override name = "ReservationWithoutEndError";
  /**
   * The record to pass to `client.reserveBalance.resume` when the end of the reservation is known.
   */
  declare readonly record: ReservationRecord;

  constructor(init: Tmf654ErrorInit, record: ReservationRecord) {
    super(init);
    withRecord(this, record);
  }
}

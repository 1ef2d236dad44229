import type { Quantity } from "@tmf654/contract";
import type { WriteOptions } from "../client/options.ts";
import { BadRequestError } from "../errors/status-errors.ts";
import type { ReserveBalance } from "../types/resources.ts";

/**
 * The progress of a `consume` or `release` that takes several steps, as plain JSON. Store it in
 * `onRecord` and pass it to `client.reserveBalance.resume(record)`, in another process too. Its
 * fields are for reading only.
 */
export interface ReservationRecord {
  readonly intent: "consume" | "release";
  /** The id of the reservation. */
  readonly id: string;
  readonly reason: string;
  /** The amount to consume. Absent: all of the hold. */
  readonly amount?: Quantity | undefined;
  /**
   * The step that starts now: `cancel` sends DELETE, `debit` sends an adjustment, `done` is the
   * end. Absent: nothing was sent.
   */
  readonly step?: "cancel" | "debit" | "done" | undefined;
  /** Whether the hold ends by DELETE or is left to expire. */
  readonly strategy?: "cancel" | "expire" | undefined;
  /** When the hold ends, as the caller of `consume` knows it. */
  readonly holdEnds?: string | undefined;
  /** The reservation before the first step. */
  readonly hold?: ReserveBalance | undefined;
  /** The idempotency key of the debit, if the server supports keys. */
  readonly key?: string | undefined;
  /** Whether a debit may have been sent without a known outcome. */
  readonly sent?: boolean | undefined;
  /** The number of debits that were refused. */
  readonly refused?: number | undefined;
  /** Ids of adjustments without `reason` that existed before the debit was sent. */
  readonly known?: readonly string[] | undefined;
}

/** The options of `consume`, `release` and `resume`. */
export interface ReservationOptions extends WriteOptions {
  /**
   * Called with the record before each step of a strategy of several steps, after a refused debit,
   * and at the end. Store it. The step waits for the returned promise and is not made when it
   * rejects. Default: none.
   */
  readonly onRecord?: ((record: ReservationRecord) => void | Promise<void>) | undefined;
  /**
   * When the hold ends, as a date-time, for servers that end holds but do not show when. Default:
   * `validFor.endDateTime` of the reservation.
   */
  readonly holdEnds?: string | undefined;
  /** How long `resume` looks for a debit of unknown outcome before it sends it. Default: 5000. */
  readonly waitMs?: number | undefined;
  /**
   * The outcome of the debit, if you know it from elsewhere. For a record that `resume` cannot
   * decide. Default: none.
   */
  readonly debited?: boolean | undefined;
}

function isRecord(value: unknown): boolean {
  const { intent, id, reason, step, hold } = (value ?? {}) as Partial<ReservationRecord>;
  return (
    /^(consume|release)$/.test(String(intent)) &&
    typeof id === "string" &&
    typeof reason === "string" &&
    /^(undefined|cancel|debit|done)$/.test(String(step)) &&
    (step === undefined || typeof hold?.id === "string")
  );
}

/** Throws `BadRequestError` for a value that is not a record, such as one that was stored cut. */
export function checkRecord(record: unknown): void {
  if (isRecord(record)) return;
  throw new BadRequestError({
    message: "resume() needs the record of a reservation, from onRecord or from an error",
    code: "invalidRecord",
  });
}

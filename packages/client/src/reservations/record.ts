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
  /** The amount to consume. Absent: the whole reserved amount. */
  readonly amount?: Quantity | undefined;
  /**
   * The step that starts now: `cancel` sends DELETE, `debit` sends an adjustment, `done` means
   * finished. Absent: no step has started.
   */
  readonly step?: "cancel" | "debit" | "done" | undefined;
  /** `cancel`: the reservation ends by DELETE. `expire`: it is left to expire. */
  readonly strategy?: "cancel" | "expire" | undefined;
  /** The end of the reservation, from the option `endsAt`. */
  readonly endsAt?: string | undefined;
  /** The reservation before the first step. */
  readonly reservation?: ReserveBalance | undefined;
  /** The idempotency key of the debit, if the server supports keys. */
  readonly key?: string | undefined;
  /** Whether a debit may have been sent without a known outcome. */
  readonly sent?: boolean | undefined;
  /** The number of debits that were refused. */
  readonly refusalCount?: number | undefined;
  /** Ids of adjustments without `reason` that existed before the debit was sent. */
  readonly known?: readonly string[] | undefined;
}

/** The options of `consume`, `release` and `resume`. */
export interface ReservationOptions extends WriteOptions {
  /**
   * Called with the record before each step, after a refused debit, and at the end, when `consume`
   * or `release` takes several steps. Store the record. The step waits for the returned promise,
   * and does not start if the promise rejects. Default: none.
   */
  readonly onRecord?: ((record: ReservationRecord) => void | Promise<void>) | undefined;
  /**
   * The date-time when the reservation ends. Set it if the server ends reservations but does not
   * show when. Default: `validFor.endDateTime` of the reservation.
   */
  readonly endsAt?: string | undefined;
  /**
   * Milliseconds for which `resume` looks for a debit of unknown outcome before it sends the debit.
   * Default: 5000.
   */
  readonly waitMs?: number | undefined;
  /**
   * Whether the debit was made, if you know it from another source. Use it when `resume` cannot
   * find the outcome. Default: none.
   */
  readonly debited?: boolean | undefined;
}

function isRecord(value: unknown): boolean {
  const { intent, id, reason, step, reservation } = (value ?? {}) as Partial<ReservationRecord>;
  return (
    /^(consume|release)$/.test(String(intent)) &&
    typeof id === "string" &&
    typeof reason === "string" &&
    /^(undefined|cancel|debit|done)$/.test(String(step)) &&
    (step === undefined || typeof reservation?.id === "string")
  );
}

/**
 * Throws `BadRequestError` if the value is not a record, for example because it was stored
 * incompletely.
 */
export function checkRecord(record: unknown): void {
  if (isRecord(record)) return;
  throw new BadRequestError({
    message: "resume() needs the record of a reservation, from onRecord or from an error",
    code: "invalidRecord",
  });
}

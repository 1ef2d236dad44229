import { isTmf654Error } from "../errors/is-tmf654-error.ts";
import type { Tmf654Error } from "../errors/tmf654-error.ts";
import { UnknownOutcomeError } from "../errors/unknown-outcome-error.ts";
import { isFinal } from "../resources/status.ts";
import type { ReserveBalance } from "../types/resources.ts";
import { isDebitAbsent } from "./debit.ts";
import { withRecord } from "./errors.ts";
import { waitForDebit } from "./make-debit.ts";
import { callOptions, type Progress } from "./progress.ts";
import type { ReservationRecord } from "./record.ts";

/** The first words of an error message. */
export const errorTitle = ({ intent, id }: ReservationRecord): string => `${intent} ${id}`;

/** Reads the reservation. Returns `undefined` if the server does not have it any more. */
export async function readReservation(progress: Progress): Promise<ReserveBalance | undefined> {
  const { connection, calls, record } = progress;
  try {
    return await calls.retrieve(connection, record.id, callOptions(progress));
  } catch (error) {
    if (record.step && isTmf654Error(error, "NotFoundError")) return undefined;
    throw error;
  }
}

/** Creates the function that reads from the server which steps are done. It never writes. */
function createReconcile(progress: Progress): UnknownOutcomeError["reconcile"] {
  return async (options = {}) => {
    const { intent, step } = progress.record;
    const isConsume = intent === "consume";
    if (isConsume && step === "debit") {
      const search = await waitForDebit(progress, { waitMs: 5000, ...options });
      if (search.live) {
        return { verdict: "applied", resource: search.live, candidates: [search.live] };
      }
      if (!isDebitAbsent(search, progress.record)) return { verdict: "undecided", candidates: [] };
    }
    const reservation = await readReservation(progress);
    const isOpen = reservation !== undefined && !isFinal(reservation);
    if (isOpen) return { verdict: "notApplied", resource: reservation, candidates: [reservation] };
    // A `consume` with a deleted reservation and no debit is half done: only resume() can finish
    // it.
    return { verdict: isConsume ? "undecided" : "applied", candidates: [] };
  };
}

/** Creates the error for steps of unknown outcome. The error has the record. */
export function createUnknown(progress: Progress, cause: unknown): UnknownOutcomeError {
  const { record } = progress;
  const { message, status, operation, attempts } = cause as Tmf654Error;
  const error = new UnknownOutcomeError(
    {
      message: `${errorTitle(record)}: ${message}; not finished, pass its record to resume()`,
      cause,
      status,
      operation,
      attempts,
    },
    createReconcile(progress),
  );
  return withRecord(error, record);
}

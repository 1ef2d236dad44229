import type { ReservationRecord } from "./record.ts";

/** The state of a reservation on the server. */
export interface ReservationState {
  /** The status in the contract's spelling; `gone` after a 404. */
  readonly status: string;
  /** Whether the end of the reservation is known. */
  readonly hasEnd: boolean;
  /** Whether the server may offer DELETE. */
  readonly offersDelete: boolean;
}

/**
 * The next step. `search` looks for a debit of an earlier call; `closed`, `missing` and
 * `endless` are refusals.
 */
export type ReservationStep =
  | "finish"
  | "cancel"
  | "debit"
  | "search"
  | "expire"
  | "closed"
  | "missing"
  | "endless";

/**
 * Decides the next step of a `consume` or `release` from its record and the state of the
 * reservation.
 */
export function nextStep(
  { intent, step }: Pick<ReservationRecord, "intent" | "step">,
  { status, hasEnd, offersDelete }: ReservationState,
): ReservationStep {
  const isConsume = intent === "consume";
  switch (status) {
    case "completed":
      return isConsume ? "finish" : "closed";
    case "failed":
      return "closed";
    case "gone":
      if (!step) return "missing";
      return isConsume ? "debit" : "finish";
    case "cancelled":
      if (!isConsume) return "finish";
      return step ? "debit" : "search";
    default:
      if (offersDelete) return "cancel";
      return hasEnd ? "expire" : "endless";
  }
}

import type { AdjustBalanceCreate } from "@tmf654/contract";
import { BadRequestError } from "../errors/status-errors.ts";
import { statusOf } from "../resources/status.ts";
import type { AdjustBalance } from "../types/resources.ts";
import type { ReservationRecord } from "./record.ts";

/** The mark in the `reason` of a debit, with the id of its reservation. */
export const debitMark = (id: string): string => `[consume ${id}]`;

/** The debit of a record. Throws `BadRequestError` when the hold lacks what a debit needs. */
export function debitBody({ id, hold, amount, reason }: ReservationRecord): AdjustBalanceCreate {
  const { bucket, usageType } = hold ?? {};
  const consumed = amount ?? hold?.amount;
  const value = consumed?.amount as number;
  if (!bucket?.id || !usageType || !(value > 0)) {
    const lacking = bucket?.id ? (usageType ? "an amount above 0" : "usageType") : "bucket.id";
    throw new BadRequestError({
      message: `consume ${id}: the debit needs ${lacking}, which the reservation does not show`,
      code: "incompleteReservation",
    });
  }
  return {
    bucket: { id: bucket.id },
    usageType: usageType as AdjustBalanceCreate["usageType"],
    amount: { ...consumed, amount: -value } as AdjustBalanceCreate["amount"],
    reason: `${reason} ${debitMark(id)}`,
  };
}

/** The adjustments of a bucket that may be the debit of a record. */
export interface DebitSearch {
  /** The debit, completed or still open. */
  readonly live?: AdjustBalance | undefined;
  /** The number of its refused attempts. */
  readonly refused: number;
  /** On a server that drops `reason`: ids of adjustments that might be the debit. */
  readonly unmarked: readonly string[];
  /** Whether all adjustments of the bucket were read. */
  readonly isWhole: boolean;
}

/** A record stays small. */
const longestList = 100;

/**
 * Finds the debit by its mark. The contract returns `reason` as the requestor wrote it. A server
 * that returns any `reason` keeps them all; then an adjustment without one is another's.
 */
export function searchDebit(
  { id }: Pick<ReservationRecord, "id">,
  actions: readonly AdjustBalance[],
  isWhole: boolean,
): DebitSearch {
  const mark = debitMark(id);
  const mine = actions.filter(({ reason }) => reason?.includes(mark));
  const isRefused = (action: AdjustBalance) => /^(failed|cancelled)$/.test(statusOf(action));
  const keepsReasons = actions.some(({ reason }) => reason);
  const unmarked = keepsReasons ? [] : actions.map((action) => action.id);
  return {
    live: mine.find((action) => !isRefused(action)),
    refused: mine.filter(isRefused).length,
    unmarked: unmarked.slice(0, longestList),
    isWhole: isWhole && unmarked.length <= longestList,
  };
}

/** Whether the search proves that the debit of the record was not made. */
export const isAbsent = (
  { live, unmarked, isWhole }: DebitSearch,
  { known = [] }: Pick<ReservationRecord, "known">,
): boolean => !live && isWhole && unmarked.every((id) => known.includes(id));
